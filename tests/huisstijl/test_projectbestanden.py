"""Files around the code: lock files, compose file, papers."""

import json
import re
import tomllib

import pytest
import yaml

from novex.lokaal.gegevensmap import PROJECT
from tests.huisstijl.bronnen import PYTHON, SJABLONEN

COMPOSE = (PROJECT / "docker-compose.yml").read_text()
DIENSTEN = yaml.safe_load(COMPOSE)["services"]
# Fixed by the image or the compose file, or not for a server.
NIET_VAN_DE_BEHEERDER = {
    "NOVEX_OMGEVING",
    "NOVEX_BESTANDEN",
    "NOVEX_NODE_MODULES",
    "NOVEX_HERLEVERING_SECONDEN",
    "NOVEX_DEBUG",
    "NOVEX_DEMO",
    "DATABASE_URL",
    "REDIS_URL",
    "PORT",
}


def van_de_beheerder():
    """What settings read from the environment and a beheerder may set."""
    bron = (PROJECT / "novex/settings.py").read_text()
    return set(re.findall(r'env\.\w+\(\s*"(\w+)"', bron)) - NIET_VAN_DE_BEHEERDER


def test_the_python_lock_names_only_the_public_registry():
    hosts = set(re.findall(r"\w+://([^/\"\s]+)", (PROJECT / "uv.lock").read_text()))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}


def test_every_python_package_is_pinned_by_its_hash():
    slot = tomllib.loads((PROJECT / "uv.lock").read_text())
    bronnen = [pakket for pakket in slot["package"] if pakket["name"] != "novex"]
    assert bronnen
    for pakket in bronnen:
        assert set(pakket["source"]) == {"registry"}, pakket["name"]
        assert all(wiel["hash"].startswith("sha256:") for wiel in pakket.get("wheels", []))


def test_the_front_end_lock_names_no_registry_and_pins_by_hash():
    pakketten = json.loads((PROJECT / "package-lock.json").read_text())["packages"]
    del pakketten[""]
    assert pakketten
    for naam, pakket in pakketten.items():
        assert pakket.get("resolved", "https://registry.npmjs.org/").startswith(
            "https://registry.npmjs.org/"
        ), naam
        assert pakket["integrity"].startswith("sha512-"), naam


def test_each_component_in_use_has_its_styles_and_no_other():
    """Of the library a page gets what it shows: installed, linked and used are the same."""
    bronnen = "".join(pad.read_text() for pad in (*SJABLONEN, *PYTHON))
    gebruikt = set(re.findall(r"\butrecht-([a-z]+(?:-[a-z]+)*)", bronnen))
    kop = (PROJECT / "templates/base.html").read_text()
    gelinkt = set(re.findall(r"utrecht/([a-z-]+)-css/dist/index\.css", kop))
    pakketten = json.loads((PROJECT / "package.json").read_text())["dependencies"]
    assert gebruikt == gelinkt
    assert {f"@utrecht/{deel}-css" for deel in gelinkt} == {
        naam for naam in pakketten if naam.startswith("@utrecht/")
    }


def test_the_width_of_the_window_hides_and_colours_nothing():
    """It only moves and sizes, in our styles and in those of the library: what a reader is told is
    the same on a phone, and so is what axe finds, but for places and sizes (tests/browser.py)."""
    van_ons = [pad for pad in (PROJECT / "static").rglob("*.css") if pad.stem != "beheer"]
    geleend = (PROJECT / "node_modules/@utrecht").glob("*-css/dist/index.css")
    regels = re.compile(r"@media[^{]*width[^{]*\{((?:[^{}]|\{[^{}]*\})*)\}")
    gevonden = [deel for pad in (*van_ons, *geleend) for deel in regels.findall(pad.read_text())]
    assert len(gevonden) >= 3
    anders = re.compile(r"display:\s*none|visibility|[{;\s]content:|color|background")
    assert [deel for deel in gevonden if anders.search(deel)] == []


@pytest.mark.parametrize("naam", sorted(set(re.findall(r"(?<!\$)\$\{(\w+)", COMPOSE))))
def test_compose_has_no_default_for_what_it_asks(naam):
    """Every use of a variable stops the start when it is missing, with a Dutch sentence."""
    gebruik = re.findall(r"(?<!\$)\$\{" + naam + r"([^}]*)\}", COMPOSE)
    assert all(re.match(r":\?[A-Z].+\.", deel) for deel in gebruik), gebruik


def test_compose_asks_for_every_secret():
    gevraagd = set(re.findall(r"(?<!\$)\$\{(\w+)", COMPOSE))
    assert {"SECRET_KEY", "POSTGRES_PASSWORD", "VALKEY_PASSWORD", "NOVEX_HOSTS"} <= gevraagd


def test_every_service_of_compose_is_watched_and_in_production_mode():
    assert set(DIENSTEN) >= {"postgres", "valkey", "web", "worker", "beat"}
    for naam, dienst in DIENSTEN.items():
        if naam != "voorbereiding":
            assert dienst["healthcheck"]["test"], naam
        if dienst["image"].startswith("novex:"):
            assert dienst["environment"]["NOVEX_OMGEVING"] == "productie"
            assert dienst["environment"]["NOVEX_DEMO"] == "nee"


def test_compose_gives_production_all_it_needs():
    """The names that settings ask for in production stand in the compose file or the image."""
    bron = (PROJECT / "novex/settings.py").read_text()
    verplicht = set(re.findall(r'env\.\w+\("(\w+)"\)', bron))
    verplicht |= set(re.findall(r'env\.\w+\(\s*"(\w+)", None if PRODUCTIE', bron))
    gegeven = set(DIENSTEN["web"]["environment"])
    gegeven |= set(re.findall(r"\b(NOVEX_\w+)=", (PROJECT / "Dockerfile").read_text()))
    optioneel = {"NOVEX_DEBUG", "NOVEX_DEMO"}
    assert verplicht - optioneel <= gegeven
    assert "NOVEX_MAIL_AFZENDER" in verplicht


def test_compose_passes_on_all_that_a_beheerder_may_set():
    assert "NOVEX_NAAM" in van_de_beheerder()
    assert van_de_beheerder() <= set(DIENSTEN["web"]["environment"])


def test_the_page_about_production_names_all_that_a_beheerder_may_set():
    gevraagd = set(re.findall(r"(?<!\$)\$\{(\w+)", COMPOSE))
    pagina = (PROJECT / "docs/productie.md").read_text()
    genoemd = set(re.findall(r"^\| `(\w+)` \|", pagina, re.MULTILINE))
    assert genoemd == van_de_beheerder() | gevraagd


def test_a_new_database_holds_unicode():
    """Without its own word for it, `--locale=C` means SQL_ASCII, and the start ends there."""
    opties = DIENSTEN["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    assert {"--encoding=UTF8", "--builtin-locale=C.UTF-8"} <= set(opties)


def test_the_database_is_healthy_only_when_others_can_reach_it():
    """The server that fills a new database answers on its socket, and stops again."""
    assert "--host=127.0.0.1" in DIENSTEN["postgres"]["healthcheck"]["test"]


def test_the_queue_stops_when_asked_and_is_not_root():
    """exec: a shell in front keeps the signal to itself; the entrypoint gives up root."""
    _, _, opdracht = DIENSTEN["valkey"]["command"]
    assert opdracht.startswith("exec docker-entrypoint.sh valkey-server - <<")
    assert "requirepass $$VALKEY_PASSWORD\n" in opdracht


@pytest.mark.parametrize("naam", sorted(DIENSTEN))
def test_no_service_fills_the_disk_with_its_log(naam):
    assert DIENSTEN[naam]["logging"]["options"]["max-size"]


def test_the_image_carries_the_version_of_the_project():
    """Else an upgrade is built under the name of the release before it."""
    versie = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["version"]
    beelden = {dienst["image"] for dienst in DIENSTEN.values() if "build" in dienst}
    assert beelden == {f"novex:{versie}"}


def test_the_image_runs_as_a_user_with_a_fixed_number():
    """The volume with files belongs to that number, also after an upgrade of the base image."""
    dockerfile = (PROJECT / "Dockerfile").read_text()
    assert "groupadd --gid 10001 novex" in dockerfile
    assert "useradd --uid 10001 --gid novex" in dockerfile
    assert dockerfile.rindex("\nUSER novex\n") > dockerfile.rindex("\nRUN ")


@pytest.mark.parametrize("naam", [".gitignore", ".dockerignore"])
def test_the_secrets_of_a_server_stay_out(naam):
    assert ".env" in (PROJECT / naam).read_text().split()


def test_the_image_takes_every_folder_the_code_needs():
    dockerfile = (PROJECT / "Dockerfile").read_text()
    for naam in ("novex", "dossiers", "governance", "arrangementen", "monitoring", "templates"):
        assert f"COPY {naam} {naam}\n" in dockerfile


def test_the_licence_is_the_eupl_and_everyone_says_so():
    assert (PROJECT / "LICENSE").read_text().startswith("# EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    pyproject = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    publiccode = yaml.safe_load((PROJECT / "publiccode.yml").read_text())
    package = json.loads((PROJECT / "package.json").read_text())
    licenties = {pyproject["project"]["license"], publiccode["legal"]["license"]}
    assert licenties | {package["license"]} == {"EUPL-1.2"}
    assert publiccode["softwareVersion"] == pyproject["project"]["version"]
