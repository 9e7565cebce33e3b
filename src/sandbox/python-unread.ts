/** Errors that nobody reads: of callbacks of futures and loops, of what runs when an object or the interpreter ends. Part of `pythonJudge`. */
export const pythonUnread = String.raw`
def watched(function):
    """A callback of the check whose errors its caller only writes down."""
    @functools.wraps(function)
    def call(*args, **named):
        try:
            return function(*args, **named)
        except BaseException as error:
            note(error)
            raise
    return call

def unread_here():
    plain_hook, futures = sys.unraisablehook, sys.modules.get("concurrent.futures")
    def unraisable(told):
        if told.exc_value is not None:
            note(told.exc_value)
    sys.unraisablehook = unraisable
    if futures:
        plain_error, plain_done = futures.Future.set_exception, futures.Future.add_done_callback
        def set_exception(self, error):
            if error is not None:
                note(error)
            return plain_error(self, error)
        futures.Future.set_exception = set_exception
        futures.Future.add_done_callback = lambda self, function: plain_done(self, watched(function))

def loops_here(asyncio):
    """An error in a callback of a loop is only logged; one of a task is its own until somebody asks for it."""
    plain = asyncio.BaseEventLoop.call_exception_handler
    def told(self, context):
        if isinstance(context.get("exception"), BaseException) and "task" not in context:
            note(context["exception"])
        return plain(self, context)
    asyncio.BaseEventLoop.call_exception_handler = told

def at_exit():
    """What a check leaves for its end is run at its end."""
    if "atexit" in sys.modules:
        sys.modules["atexit"]._run_exitfuncs()
`;
