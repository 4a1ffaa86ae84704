"""What schemathesis has to know of BLIS: how the caller of this run signs in.

`BLIS_CALLERS` is what callers.py wrote, `BLIS_CALLER` whose turn it is.
"""

import ast
import itertools
import json
import os
import threading

import schemathesis

with open(os.environ["BLIS_CALLERS"], encoding="utf-8") as file:
    SESSIONS = json.load(file)[os.environ["BLIS_CALLER"]]

# These end the session that calls them, or another. They take turns with the others', so that the first one lasts.
ENDING = {"sign_out", "renew_session", "end_my_session", "change_my_password"}
SPARE = itertools.cycle(SESSIONS[1:] or SESSIONS)


# Nothing is kept between cases and nothing is fetched anew: a refusal is an answer like any other here.
@schemathesis.auth(refresh_interval=None, retry_on=[])
class Caller:
    def get(self, case, ctx):
        operation = case.operation.definition.raw.get("operationId")
        return next(SPARE) if operation in ENDING else SESSIONS[0]

    def set(self, case, data, ctx):
        headers = dict(data)
        for cookie in headers.pop("Cookie", "").split("; "):
            if cookie:
                name, value = cookie.split("=", 1)
                case.cookies[name] = value
        case.headers.update(headers)


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """A machine client shows its token as any bearer token is shown (RFC 6750). Schemathesis does not know OAuth 2 as a way
    in, and would leave the token where it takes the way in away."""
    if os.environ["BLIS_CALLER"] == "client":
        raw_schema["components"]["securitySchemes"]["machine_clients"] = {"type": "http", "scheme": "bearer"}


@schemathesis.hook
def filter_headers(context, headers):
    """No header with bytes that HTTP refuses before any operation is asked (RFC 9110, 5.5)."""
    values = (headers or {}).values()
    return not any(ord(character) < 32 or ord(character) == 127 for value in values for character in str(value))


# CPython 3.11 counts the depth of a tree once for all threads, and fails when two of them parse at a time. Hypothesis
# parses the source of what it describes, in many places: one thread at a time.
PARSING = threading.RLock()
parse = ast.parse


def parse_one_at_a_time(*arguments, **named):
    with PARSING:
        return parse(*arguments, **named)


ast.parse = parse_one_at_a_time
