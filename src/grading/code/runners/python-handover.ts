/**
 * Python for the sandbox: values between the process of the tests and the process of the candidate, exactly as they are.
 * Only data goes over: an object of a class of its own, which could equal everything, does not.
 */
export const PYTHON_HANDOVER = String.raw`
import builtins, collections, decimal, fractions
class Untransferable(Exception): pass
def pack(value, depth=0):
    if depth > 100: raise Untransferable('nested too deeply')
    inner = lambda values: [pack(each, depth + 1) for each in values]
    if value is None or value is True or value is False: return value
    if isinstance(value, str): return str.__str__(value)
    if isinstance(value, int): return {'int': hex(int(value))}
    if isinstance(value, float): return {'float': float.hex(value)}
    if isinstance(value, complex): return {'complex': [float.hex(value.real), float.hex(value.imag)]}
    if isinstance(value, (bytes, bytearray)): return {type(value).__mro__[-2].__name__: bytes(value).hex()}
    if isinstance(value, list): return {'list': inner(list.__iter__(value))}
    if isinstance(value, tuple): return {'tuple': inner(tuple.__iter__(value))}
    if isinstance(value, set): return {'set': inner(set.__iter__(value))}
    if isinstance(value, frozenset): return {'frozenset': inner(frozenset.__iter__(value))}
    if isinstance(value, dict): return {'dict': [[pack(key, depth + 1), pack(each, depth + 1)] for key, each in dict.items(value)]}
    kind = type(value)
    if kind is collections.deque: return {'deque': inner(value)}
    if kind is range: return {'range': [value.start, value.stop, value.step]}
    if kind is decimal.Decimal or kind is fractions.Fraction: return {kind.__name__: str(value)}
    if hasattr(kind, '__next__') and kind.__module__ == 'builtins': return {'iterator': inner(value)}
    raise Untransferable('a value of the class ' + kind.__name__[:100])
def unpack(packed):
    if not isinstance(packed, dict): return packed
    (kind, it), = packed.items()
    if kind == 'int': return int(it, 16)
    if kind == 'float': return float.fromhex(it)
    if kind == 'complex': return complex(float.fromhex(it[0]), float.fromhex(it[1]))
    if kind == 'bytes': return bytes.fromhex(it)
    if kind == 'bytearray': return bytearray.fromhex(it)
    if kind == 'dict': return {unpack(key): unpack(each) for key, each in it}
    if kind == 'range': return range(*it)
    if kind == 'Decimal': return decimal.Decimal(it)
    if kind == 'Fraction': return fractions.Fraction(it)
    values = [unpack(each) for each in it]
    if kind == 'iterator': return iter(values)
    return {'list': list, 'tuple': tuple, 'set': set, 'frozenset': frozenset, 'deque': collections.deque}[kind](values)
def error_like(threw):
    names = [name for name in threw['names'] if isinstance(name, str)]
    for name in names:
        kind = getattr(builtins, name, None)
        if isinstance(kind, type) and issubclass(kind, Exception):
            error = kind.__new__(kind)
            error.args = (str(threw['message']),)
            return error
    return Exception(str(threw['message']))
def write_line(out, message):
    out.write(dumps(message) + '\n')
    out.flush()
def serve(lines, out):
    """The candidate's process: loads it, then answers calls. It has neither tests nor token."""
    try: job = json.loads(lines.readline())
    except ValueError: os._exit(1)
    try: subject = getattr(module_of(job['source'], 'candidate'), job['entryPoint'], None)
    except Exception as error:
        write_line(out, load_failure(error))
        os._exit(1)
    write_line(out, {'loaded': callable(subject)})
    for line in lines:
        args, kwargs = unpack(json.loads(line))
        try:
            value = subject(*args, **kwargs)
            answer = {'value': pack(value), 'args': pack(args)}
        except Untransferable as error: answer = {'untransferable': str(error)}
        except Exception as error: answer = {'threw': thrown(error)}
        write_line(out, answer)
    os._exit(0)
`;
