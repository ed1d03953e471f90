import { PYTHON_HANDOVER } from './python-handover.js';
import { PYTHON_LOADING } from './python-loading.js';
import { PYTHON_VALUES } from './python-values.js';

/**
 * Where the candidate of assertions runs. `apart`: in a process of its own, forked before the tests and the token are read;
 * the tests call it through a pipe (in JavaScript: they are run over what it gave before). `together`: in the process of the tests, for the few data sets' tasks whose values
 * cannot be handed over; the reference shows which.
 */
export type AssertMode = 'apart' | 'together';

/** Runs assertions over a candidate in Python, and counts them. */
export function pythonAssertions(mode: AssertMode): string {
  return `MODE = '${mode}'\n${PYTHON_VALUES}${PYTHON_LOADING}${PYTHON_HANDOVER}${ASSERTIONS}`;
}

const ASSERTIONS = String.raw`
import ast
def start_candidate():
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    if os.fork() == 0:
        for held in (to_write, from_read, 3): os.close(held)
        nothing = os.open('/dev/null', os.O_RDONLY)
        os.dup2(nothing, 0)
        serve(os.fdopen(to_read), os.fdopen(from_write, 'w'))
    for held in (to_read, from_write): os.close(held)
    close_memory()
    return os.fdopen(to_write, 'w'), os.fdopen(from_read)
def close_memory():
    # A process of the same user could otherwise read this one's memory.
    try:
        import ctypes
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)
    except (ImportError, OSError, AttributeError): pass
class Lost(Exception): pass
def remote(out, lines, send):
    def candidate(*args, **kwargs):
        send({'beat': True})
        try:
            write_line(out, pack((args, kwargs)))
            answer = json.loads(lines.readline())
        except (OSError, ValueError): raise Lost()
        if 'untransferable' in answer: raise Untransferable(str(answer['untransferable']))
        if 'threw' in answer: raise error_like(answer['threw'])
        for mine, theirs in zip(args, unpack(answer['args'])): follow(mine, theirs)
        return unpack(answer['value'])
    return candidate
def follow(mine, theirs):
    """What the candidate did to its arguments happens to those of the tests."""
    if type(mine) is not type(theirs) or mine == theirs: return
    if isinstance(mine, list): mine[:] = theirs
    elif isinstance(mine, (dict, set)):
        mine.clear()
        mine.update(theirs)
def counted(source, name, count):
    """The text as code that counts every assertion before it is made."""
    class Counting(ast.NodeTransformer):
        def visit_Assert(self, node):
            call = ast.Expr(ast.Call(ast.Name(count, ast.Load()), [], []))
            return [ast.copy_location(call, node), node]
    tree = Counting().visit(ast.parse(source, name))
    return compile(ast.fix_missing_locations(tree), name, 'exec')
def run_assertions(job, names, candidate):
    tests, ran = job['tests'], [0]
    # A name that no test can have by accident.
    count = '__count_' + job['token']
    def one(): ran[0] += 1
    names.update({count: one, job['entryPoint']: candidate, '__name__': 'tests'})
    try:
        if tests['kind'] == 'statements':
            exec(compile(tests['setup'], 'setup', 'exec'), names)
            names[job['entryPoint']] = candidate
            for statement in tests['asserts']: exec(counted(statement, 'test', count), names)
        else:
            exec(counted(tests['source'], 'tests', count), names)
            if tests['kind'] == 'check': names['check'](candidate)
    except (Lost, Untransferable): raise
    except Exception as error: return {'ran': ran[0], 'failed': thrown(error)}
    return {'ran': ran[0]}
def apart(out, lines):
    job = json.loads(sys.stdin.read())
    send = sender(job['token'])
    send({'begin': True})
    write_line(out, {'source': job['source'], 'entryPoint': job['entryPoint']})
    try: loaded = json.loads(lines.readline())
    except ValueError: return
    if loaded.get('loaded') is not True: return send(loaded if 'loaded' not in loaded else {'missing': True})
    send({'beat': True})
    # What else tests may need of a program they find in the reference.
    names = dict(module_of(job['reference'], 'reference').__dict__)
    try: result = run_assertions(job, names, remote(out, lines, send))
    except Lost: return
    except Untransferable as error: return send({'untransferable': str(error)[:300]})
    send(result)
    send({'end': True})
# Types of values that no name leads to, such as those of iterators, have no equality of their own anyway.
KNOWN = (type({}.keys()), type({}.items()))
def guarded(subject):
    if isinstance(subject, type): return subject
    def candidate(*args, **kwargs):
        value = subject(*args, **kwargs)
        for each in type.mro(type(value))[:-1]:
            home = sys.modules.get(each.__module__) if each.__module__ != 'candidate' else None
            if '__eq__' in vars(each) and getattr(home, each.__name__, None) is not each and each not in KNOWN:
                raise Untransferable('an object with an equality of its own')
        return value
    return candidate
def together():
    job = json.loads(sys.stdin.read())
    send = sender(job['token'])
    send({'begin': True})
    known = dict(vars(builtins))
    try: module = module_of(job['source'], 'candidate')
    except Exception as error: return send(load_failure(error))
    now = vars(builtins)
    now.clear()
    now.update(known)
    subject = getattr(module, job['entryPoint'], None)
    if not callable(subject): return send({'missing': True})
    try: result = run_assertions(job, dict(module.__dict__), guarded(subject))
    except Untransferable as error: return send({'untransferable': str(error)[:300]})
    send(result)
    send({'end': True})
if MODE == 'apart': apart(*start_candidate())
else: together()
sys.stdout.flush()
os._exit(0)
`;
