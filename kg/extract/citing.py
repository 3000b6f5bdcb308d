"""How a name is cited: in the nominative, whatever case its sentence gives it."""

from itertools import takewhile

from kg.lang.ar import TANWIN, bare_case, nominative
from kg.lexicon import Lexicon

_QUOTES = "\"'«»“”‘’"


def cited(name: str, lexicon: Lexicon) -> str:
    """The name of an entity that a head noun opens: `اجتماعا طارئا` is cited as `اجتماع طارئ`.

    The adjectives that follow the noun have its ending too. What is definite cannot follow an indefinite noun:
    `حزبا العمل والمحافظين` are two, and stay as they are.
    """
    words = name.split()
    before_definite = len(words) > 1 and words[1].startswith("ال")
    if not words or before_definite or not _is_accusative_head(words[0], lexicon):
        return name
    ended = [words[0], *takewhile(lambda word: agrees(word, lexicon), words[1:])]
    return " ".join([*map(_in_nominative, ended), *words[len(ended) :]])


def _is_accusative_head(word: str, lexicon: Lexicon) -> bool:
    types, (_, lex) = lexicon.heads.types, lexicon.words[word]
    if lex.pronoun or lex.article:
        return False
    bare = bare_case(lex.stem)
    # No alef follows a ta marbuta: `مؤسسها` is whoever founded it.
    return TANWIN in word or (lex.stem not in types and bare in types and not bare.endswith("ه"))


def agrees(word: str, lexicon: Lexicon) -> bool:
    """Whether a word has that ending, as an adjective after such a noun has; in `حوارا لفرنسا` it is the name's own."""
    core = word.strip(_QUOTES)
    if not core or nominative(core) == core:
        return False
    _, lex = lexicon.words[core]
    return not lex.prep and not any(clitics for _, _, clitics in lex.names)


def _in_nominative(word: str) -> str:
    core = word.strip(_QUOTES)
    return word.replace(core, nominative(core))
