"""What looks like a credential, which a plan must not contain, and how to quote a value."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from generators.plan.scalars.credential_rules import PLACEHOLDER
from generators.plan.scalars.credential_rules import ruled_credential_in

# The lengths are bounded, and repeats are possessive where that finds the same, so that a text
# made to be slow is not.
_URL_PASSWORD = re.compile(r"//[^\s:/@]{0,300}+:(?P<value>[^\s@]{1,300}+)@(?!sha\d)")
_BARE_PASSWORD = re.compile(r"(?P<user>[^\s:/@]+):(?P<value>[^\s/@]+)@(?!sha\d)[\w.\-\[\]]+\S*")
_BEFORE_AN_ADDRESS = {"acct", "cc", "contact", "email", "mail", "mailto", "owner", "sip", "to"}

# What this product makes, and prefixes so telling that any length of a key counts. The keys of
# services in their full form are the rules' business.
_API_KEY = re.compile(
    r"""(?<![A-Za-z0-9_-])(?:
      sk-(?:proj|ant|svcacct|or|lf)-[A-Za-z0-9_-]{16,} | sk-[A-Za-z0-9]{16,}
    | [sr]k_(?:live|test)_[A-Za-z0-9]{10,} | gsk_[A-Za-z0-9]{20,} | hf_[A-Za-z0-9]{20,}
    | (?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9]) | AIza[A-Za-z0-9_-]{30,}
    | SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}
    | xai-[A-Za-z0-9]{20,} | r8_[A-Za-z0-9]{20,} | nvapi-[A-Za-z0-9_-]{20,}
    | tvly-[A-Za-z0-9-]{16,} | lsv2_(?:pt|sk)_[a-f0-9]{20,} | pcsk_[A-Za-z0-9_]{20,}
    )""",
    re.VERBOSE,
)
_TOKEN = re.compile(
    r"""(?<![A-Za-z0-9_-])(?:
      gh[pousr]_[A-Za-z0-9]{16,} | github_pat_[A-Za-z0-9_]{16,} | gl[a-z]{2,6}-[A-Za-z0-9_-]{20,}
    | xox[abeoprs]-[A-Za-z0-9-]{10,} | npm_[A-Za-z0-9]{30,} | pypi-Ag[A-Za-z0-9_-]{30,}
    | skf[cd]_[A-Za-z0-9_-]{16,} | whsec_[A-Za-z0-9+/=]{16,} | dckr_(?:pat|oat)_[A-Za-z0-9_-]{16,}
    | hv[sb]\.[A-Za-z0-9_-]{20,} | dop_v1_[a-f0-9]{32,} | ya29\.[A-Za-z0-9_-]{20,}
    | tskey-[a-z]{2,10}-[A-Za-z0-9-]{16,} | cfut_[A-Za-z0-9]{30,}
    | eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*
    | [Bb]earer\ (?=\S*\d)[A-Za-z0-9._~+/=-]{20,}
    )""",
    re.VERBOSE,
)

# A sharing link of the configurator: whoever has it can open the configuration.
_OPENS = re.compile(r"/s/[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")

_WORDS = r"""(?i:(?P<word>password|passwort|passwd|passphrase|pwd|(?<![a-z])pw
    |(?<![a-z])pass(?=["'\s]{0,3}=)|token|api[_-]?key|access[_-]?key
    |secret[_-]?key|secret[_-]?access[_-]?key|client[_-]?secret)["']?)"""
_ASSIGNED = re.compile(rf"""{_WORDS}\s*=\s*["']?(?P<value>[^\s"'&;,]{{3,300}})""", re.VERBOSE)
# After a colon people also write sentences: the value ends the line and is no plain word.
_SAID = re.compile(
    rf"""{_WORDS}\s*:\s*["']?(?P<value>(?=[A-Za-z"'.]{{0,300}}+[^A-Za-z\s"'.])[^\s"',;]{{6,300}}+)["']?\s*(?:[,;]|$)""",
    re.VERBOSE | re.MULTILINE,
)


# No credential has fewer characters without a sign that parts or assigns something.
_SHORTEST = 12
_SIGNS = re.compile(r"[:=@%]|[^\x00-\x7f]")


def credential_in(text: str) -> str | None:
    """Say what credential a text seems to carry, such as “a password in a URL”, or None."""
    if len(text) < _SHORTEST and not _SIGNS.search(text):
        return None
    seen = _as_seen(text)
    if _has_url_password(seen):
        return "a password in a URL"
    if _API_KEY.search(seen):
        return "an API key"
    if _TOKEN.search(seen):
        return "a token"
    if _OPENS.search(seen):
        return "a sharing link"
    return _assigned(seen) or ruled_credential_in(seen)


def _as_seen(text: str) -> str:
    """Give a text as a reader sees it: without what is invisible, in plain letters and signs."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKC", text)
        text = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return unquote(text) if "%3A%2F%2F" in text.upper() else text


def _has_url_password(text: str) -> bool:
    passwords = [match["value"] for match in _URL_PASSWORD.finditer(text)]
    bare = _BARE_PASSWORD.fullmatch(text.strip())
    if bare and bare["user"].lower() not in _BEFORE_AN_ADDRESS:
        passwords.append(bare["value"])
    return any(not PLACEHOLDER.fullmatch(value) for value in passwords)


def _assigned(text: str) -> str | None:
    for match in (*_ASSIGNED.finditer(text), *_SAID.finditer(text)):
        word, value = match["word"].lower(), match["value"]
        if PLACEHOLDER.fullmatch(value) or "/" in value[:2]:
            continue
        if word == "token":
            if not value.isdigit():
                return "a token"
        else:
            return "a password" if word.startswith("p") else "an API key"
    return None


_SECRET_ENDS = {
    *("PASSWORD", "PASSWD", "PASSPHRASE", "PASS", "PWD", "TOKEN", "SECRET", "APIKEY"),
    *("CREDENTIAL", "CREDENTIALS"),
}
_SECRET_KEYS = {
    *("ACCESS", "API", "AUTH", "ENCRYPTION", "FERNET", "MASTER", "PRIVATE", "SECRET", "SIGNING"),
}
# Whose “_KEY” is a credential too: providers of models, vector stores and search.
_PROVIDERS = {
    *("ANTHROPIC", "OPENAI", "COHERE", "DEEPSEEK", "GEMINI", "GROQ", "HUGGINGFACE", "MISTRAL"),
    *("NVIDIA", "PERPLEXITY", "REPLICATE", "TOGETHER", "XAI", "LANGSMITH", "PINECONE", "QDRANT"),
    *("WEAVIATE", "SERPAPI", "SERPER", "TAVILY", "ACCOUNT", "STORAGE", "SHARED"),
}
# Tokens of a language model's vocabulary, not of a person.
_VOCABULARY = {"BOS", "EOS", "PAD", "STOP", "UNK"}


def secret_name(name: str) -> bool:
    """Tell whether a setting of this name holds a secret value: ``DB_PASSWORD``, ``X_API_KEY``."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    words = [word for word in spaced.upper().split("_") if word and not word.isdigit()]
    if not words or words == ["PWD"]:
        return False
    before = words[-2] if len(words) > 1 else ""
    if words[-1] == "KEY":
        return before in _SECRET_KEYS or before in _PROVIDERS
    if words[-1] == "STRING" and before == "CONNECTION":
        return True
    if words[-1].endswith("PASSWORD"):
        return True
    return words[-1] in _SECRET_ENDS and before not in _VOCABULARY


_LONGEST_SHOWN = 60
# No credential that begins in what is shown needs more of the text to be recognised.
_LONGEST_SEARCHED = 1000


def shown(text: str) -> str:
    """Quote a value for a message: shortened, and never when it looks like a credential."""
    if credential_in(text[:_LONGEST_SEARCHED]):
        return "The value"
    start = printable(text[:_LONGEST_SHOWN])
    return f"“{start}…”" if len(text) > _LONGEST_SHOWN else f"“{start}”"


def printable(text: str) -> str:
    """Write what breaks a line or acts unseen as its number, so that no message carries it."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}" for character in text
    )
