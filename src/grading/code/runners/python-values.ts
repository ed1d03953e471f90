/** Python for the sandbox: values of a program to the form of `code-value.ts` and back. */
export const PYTHON_VALUES = String.raw`
import base64, json, math, os, sys, time, types
LARGEST = 2 ** 53 - 1
MAX_DEPTH = 150
def encode(value, depth=0):
    if value is None or value is True or value is False: return value
    if isinstance(value, int): return int(value) if -LARGEST <= value <= LARGEST else {'$integer': whole(int(value))}
    if isinstance(value, float):
        if math.isfinite(value): return float(value)
        return {'$number': 'NaN' if value != value else 'Infinity' if value > 0 else '-Infinity'}
    if isinstance(value, str): return str.__str__(value)
    if isinstance(value, complex): return {'$complex': [encode(value.real), encode(value.imag)]}
    if isinstance(value, (bytes, bytearray)): return {'$bytes': base64.b64encode(bytes(value)).decode()}
    if depth > MAX_DEPTH: return {'$opaque': 'nested too deeply'}
    if isinstance(value, list): return [encode(each, depth + 1) for each in list.__iter__(value)]
    if isinstance(value, tuple): return [encode(each, depth + 1) for each in tuple.__iter__(value)]
    if isinstance(value, set): return {'$set': [encode(each, depth + 1) for each in set.__iter__(value)]}
    if isinstance(value, frozenset): return {'$set': [encode(each, depth + 1) for each in frozenset.__iter__(value)]}
    if isinstance(value, dict):
        pairs = [(key, encode(each, depth + 1)) for key, each in dict.items(value)]
        plain = all(isinstance(key, str) for key, _ in pairs) and not (len(pairs) == 1 and str.startswith(pairs[0][0], '$'))
        return dict(pairs) if plain else {'$map': [[encode(key, depth + 1), each] for key, each in pairs]}
    return {'$opaque': type(value).__name__[:100]}
def whole(value):
    # The conversion of long integers to decimal text is limited, and takes time by the square.
    try: return str(value)
    except ValueError: return 'too long'
def decode(value):
    if isinstance(value, list): return [decode(each) for each in value]
    if not isinstance(value, dict): return value
    if len(value) == 1:
        (kind, inner), = value.items()
        if kind == '$number': return float(inner)
        if kind == '$integer': return int(inner)
        if kind == '$set': return set(map(decode, inner))
        if kind == '$map': return {decode(key): decode(each) for key, each in inner}
        if kind == '$tuple': return tuple(map(decode, inner))
        if kind == '$bytes': return base64.b64decode(inner)
        if kind == '$complex': return complex(decode(inner[0]), decode(inner[1]))
        if kind == '$undefined': return None
    return {key: decode(each) for key, each in value.items()}
def thrown(error):
    names = [each.__name__[:100] for each in type.mro(type(error)) if each is not object]
    try: message = str(error)[:300]
    except BaseException: message = ''
    return {'names': names, 'message': message}
`;
