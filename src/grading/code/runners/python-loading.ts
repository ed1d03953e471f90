/** Python for the sandbox: the channel to the judge, and loading a candidate. */
export const PYTHON_LOADING = String.raw`
dumps, write = json.dumps, os.write
def sender(token):
    def send(message):
        text = (token + ' ' + dumps(message) + '\n').encode()
        while text: text = text[write(3, text):]
    return send
def module_of(source, name):
    module = types.ModuleType(name)
    # Dataclasses and pickling look a class's module up by its name.
    sys.modules[name] = module
    exec(compile(source, name + '.py', 'exec'), module.__dict__)
    return module
def load_failure(error):
    if isinstance(error, SyntaxError): return {'syntax': str(error)[:300]}
    return {'load': thrown(error)}
`;
