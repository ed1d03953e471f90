/**
 * A value of a program, written as JSON. What JSON has is itself: null, booleans, finite numbers, texts, lists, and objects
 * (Python's dictionaries with text keys). Everything else is an object with one key that begins with `$`:
 *
 * | written | JavaScript | Python |
 * |---|---|---|
 * | `{"$number": "NaN"}`, `"Infinity"`, `"-Infinity"` | the number | the float |
 * | `{"$integer": "9007199254740993"}` | a bigint | an int beyond ±(2^53 − 1) |
 * | `{"$set": [..]}` | a Set | a set or frozenset |
 * | `{"$map": [[key, value], ..]}` | a Map | a dictionary with other keys than texts |
 * | `{"$tuple": [..]}` | a list | a tuple; it equals a list |
 * | `{"$bytes": "base64"}` | a Uint8Array | bytes |
 * | `{"$complex": [re, im]}` | – | a complex number |
 * | `{"$undefined": true}` | undefined | – |
 * | `{"$throws": "TypeError"}` | an error of that class or one derived from it was thrown | was raised |
 * | `{"$opaque": "Foo"}` | an object of a class of its own: equals nothing | the same |
 */
export type CodeValue = null | boolean | number | string | readonly CodeValue[] | { readonly [key: string]: CodeValue };
