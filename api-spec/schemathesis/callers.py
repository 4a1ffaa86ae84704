"""Signs in as everybody there is, once, and writes down how each of them calls.

Stands before the runs and not inside them: a run tries passwords and ends sessions, and whoever tries wrong passwords has
to wait. The standard library is enough.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import re
import struct
import sys
import time
import urllib.request

# How many sessions each person opens: some operations end the session that calls them.
SESSIONS = 6

# A one-time code (RFC 6238) is taken once, so the sessions of those who need one are as many as codes hold at a time.
STEP_SECONDS = 30


def one_time_code(secret: str, step: int) -> str:
    padded = secret + "=" * (-len(secret) % 8)
    digest = hmac.new(base64.b32decode(padded), struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def sign_in(url: str, email: str, password: str, code: str | None) -> dict:
    body = {"email": email, "password": password}
    if code is not None:
        body["code"] = code
    request = urllib.request.Request(
        f"{url}/api/v1/auth/session",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        cookies = [cookie.split(";")[0] for cookie in answer.headers.get_all("Set-Cookie")]
        me = json.load(answer)
    return {"Cookie": "; ".join(cookies), "X-CSRF-Token": me["csrf_token"]}


def sessions(url: str, email: str, password: str, secret: str | None) -> list[dict]:
    if secret is None:
        return [sign_in(url, email, password, None) for _ in range(SESSIONS)]
    now = int(time.time()) // STEP_SECONDS
    return [sign_in(url, email, password, one_time_code(secret, step)) for step in (now - 1, now, now + 1)]


def token(url: str, client: dict) -> dict:
    form = "grant_type=client_credentials".encode()
    pair = f"{client['client_id']}:{client['client_secret']}".encode()
    headers = {
        "Authorization": "Basic " + base64.b64encode(pair).decode(),
        "Content-Type": "application/x-www-form-urlencoded",
    }
    request = urllib.request.Request(f"{url}/api/v1/auth/token", data=form, headers=headers, method="POST")
    with urllib.request.urlopen(request, timeout=30) as answer:
        return {"Authorization": "Bearer " + json.load(answer)["access_token"]}


def document(url: str) -> str:
    """The document of the API as it holds for this server: without encryption the cookie has a shorter name."""
    with urllib.request.urlopen(f"{url}/api/v1/openapi.json", timeout=30) as answer:
        return answer.read().decode().replace('"__Host-blis_access"', '"blis_access"')


def main() -> None:
    """Arguments: the address of a server, the JSON of a machine client, the file that holds what `blis serve --demo`
    printed, and the file to write. Beside that comes `openapi.json`. Prints the callers, one a line."""
    url, client, accounts, out = sys.argv[1:]
    printed = pathlib.Path(accounts).read_text(encoding="utf-8")
    password = re.search(r"the password (\S+)", printed).group(1)
    people = re.findall(r"^ +(\S+)@demo\.blis\.lv(?:.* secret ([A-Z2-7]+))?", printed, re.MULTILINE)
    if not people:
        sys.exit("the server named nobody to sign in as")
    callers = {"nobody": [{}], "client": [token(url, json.loads(client))]}
    for name, secret in people:
        callers[name] = sessions(url, f"{name}@demo.blis.lv", password, secret or None)
    pathlib.Path(out).write_text(json.dumps(callers), encoding="utf-8")
    pathlib.Path(out).with_name("openapi.json").write_text(document(url), encoding="utf-8")
    print("\n".join(callers))


if __name__ == "__main__":
    main()
