"""A long import in the background (TRI-7)."""

from .wacht import Wacht

SERVICES, ACHTERGROND = "novex/inlezen/services.py", "novex/achtergrond.py"
LANG = "tests/monitoring/test_inlezen_lang.py"

WACHTEN = (
    Wacht(
        "TRI-7",
        SERVICES,
        "    if bestand.loopt and bestand.taak:\n        return bestand.taak\n",
        "    zegel += str(Achtergrondtaak.objects.count())\n",
        f"{LANG}::test_pressing_twice_is_one_import",
    ),
    Wacht(
        "TRI-7",
        SERVICES,
        "if Inleesbestand.objects.for_user(door).get(pk=pk).bevestigd_op is None:",
        "if True:",
        f"{LANG}::test_a_worker_that_is_killed_halfway_leaves_it_to_the_next",
    ),
    Wacht(
        "TRI-7",
        "novex/views/inlezen.py",
        "if bestand.is_lang:",
        "if False:",
        f"{LANG}::test_pressing_twice_is_one_import",
    ),
    Wacht(
        "TRI-7",
        ACHTERGROND,
        "    if not connection.in_atomic_block:\n        _zet(taak, voortgang=voortgang)\n",
        "    if True:\n        _zet(taak, voortgang=voortgang)\n",
        f"{LANG}::test_others_see_how_far_it_is_while_nothing_is_saved_yet",
    ),
    Wacht(
        "TRI-7",
        ACHTERGROND,
        '            _mislukt(taak, " ".join(weigering.messages))\n',
        '            _mislukt(taak, "")\n',
        f"{LANG}::test_what_changed_meanwhile_is_refused_and_can_be_confirmed_anew",
    ),
    Wacht(
        "TRI-7",
        "novex/tasks.py",
        "    except SoftTimeLimitExceeded:\n",
        "    except KeyError:\n",
        f"{LANG}::test_what_breaks_halfway_leaves_nothing",
    ),
    Wacht(
        "TRI-7",
        "novex/models/inleesbestand.py",
        ".exclude(wacht)",
        "",
        f"{LANG}::test_an_old_upload_that_is_being_imported_stays",
    ),
    Wacht(
        "TRI-7",
        ACHTERGROND,
        "with suppress(OperationalError), closing",
        "with closing",
        f"{LANG}::test_an_import_goes_on_where_its_progress_cannot_be_told",
    ),
)
