/**
 * Python: compiles a program. An annotation that holds a name which the program defines nowhere (`List` without its import, a class that
 * the task only describes) is kept as text, as `from __future__ import annotations` keeps all of them; Python from 3.14 on does not
 * evaluate them either. Every other use of such a name is the NameError that it is.
 */
export const pythonAnnotations = String.raw`
def annotated(code):
    return "->" in code or ": " in code

def compiled(code, given):
    if not annotated(code):
        return compile(code, "program.py", "exec")
    import ast, builtins
    try:
        tree = ast.parse(code, "program.py")
    except Exception:
        return compile(code, "program.py", "exec")
    known, annotations = {*vars(builtins), *given, "__name__", "__doc__", "__file__"}, []
    for node in ast.walk(tree):
        kind = type(node)
        if kind is ast.Name:
            if not isinstance(node.ctx, ast.Load):
                known.add(node.id)
        elif kind is ast.arg:
            known.add(node.arg)
            annotations.append((node, "annotation"))
        elif kind is ast.AnnAssign:
            annotations.append((node, "annotation"))
        elif kind is ast.FunctionDef or kind is ast.AsyncFunctionDef:
            known.add(node.name)
            annotations.append((node, "returns"))
        elif kind is ast.alias:
            known.add((node.asname or node.name).partition(".")[0])
        else:
            known.update(name for field in ("name", "rest") if isinstance(name := getattr(node, field, None), str))
    changed = False
    for node, field in annotations:
        value = getattr(node, field)
        if value is None or isinstance(value, ast.Constant):
            continue
        if all(each.id in known for each in ast.walk(value) if type(each) is ast.Name):
            continue
        setattr(node, field, ast.copy_location(ast.Constant(ast.unparse(value)), value))
        changed = True
    return compile(tree if changed else code, "program.py", "exec")
`;
