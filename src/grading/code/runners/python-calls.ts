import { PYTHON_LOADING } from './python-loading.js';
import { PYTHON_VALUES } from './python-values.js';

/** The same as {@link JAVASCRIPT_CALLS} for Python. */
export const PYTHON_CALLS = `${PYTHON_VALUES}${PYTHON_LOADING}${String.raw`
def outcome_of(act):
    try: return {'value': encode(act())}
    except Exception as error: return {'threw': thrown(error)}
def run_script(subject, steps):
    outcomes, held = [], [None]
    def make(args):
        held[0] = subject(*args)
        return None
    for name, given in steps:
        args = decode(given)
        if name == 'new': outcomes.append(outcome_of(lambda: make(args)))
        elif name.startswith('.'): outcomes.append(outcome_of(lambda: getattr(held[0], name[1:])))
        else: outcomes.append(outcome_of(lambda: getattr(held[0], name)(*args)))
    return outcomes
def load(job):
    if 'files' not in job: return module_of(job['source'], 'candidate')
    import importlib
    sys.path.insert(0, os.getcwd())
    return importlib.import_module(job['entryFile'][:-3].replace('/', '.'))
def main():
    job = json.loads(sys.stdin.read())
    send = sender(job['token'])
    send({'begin': True})
    try: module = load(job)
    except Exception as error: return send(load_failure(error))
    subject = getattr(module, job['entryPoint'], None)
    if not callable(subject): return send({'missing': True})
    for at, test in enumerate(job['tests']):
        started = time.perf_counter()
        outcomes = run_script(subject, test['steps']) if 'steps' in test else [outcome_of(lambda: subject(*decode(test['args'])))]
        send({'test': at, 'outcomes': outcomes, 'ms': (time.perf_counter() - started) * 1000})
    send({'end': True})
main()
sys.stdout.flush()
os._exit(0)
`}`;
