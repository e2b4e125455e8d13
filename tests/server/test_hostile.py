"""What an attacker may send gets a clear refusal or is harmless text, and the server goes on."""

import io
import json
import time
import zipfile

import docx
import pytest
from fastapi.testclient import TestClient

LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10))
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.fixture(scope="module")
def program(door) -> TestClient:
    return door(upload_mb=20)


@pytest.fixture(autouse=True)
def goes_on(program: TestClient):
    yield
    assert program.get("/healthz").json()["ok"]


def refused(answer, status: int) -> str:
    """The reason of a refusal, which is one line of JSON and tells nothing of the machine."""
    assert answer.status_code == status, answer.text[:300]
    assert list(answer.json()) == ["error"]
    reason = answer.json()["error"]
    assert reason
    assert not any(word in reason for word in ("Traceback", "/tmp", "/work", ".py", "root:"))
    return reason


def word(document: str, declared: str = "") -> bytes:
    """A Word document whose text part has this body, after these declarations."""
    made = io.BytesIO()
    docx.Document().save(made)
    changed = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "word/document.xml":
                space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
                data = f"{declared}<w:document {space}><w:body>{document}</w:body></w:document>".encode()
            new.writestr(part.filename, data)
    return changed.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def posted(program: TestClient, name: str, data: bytes):
    return program.post("/v1/releases", files={"file": (name, data)}, data={"brief": "false"})


def sources(answer) -> list[str]:
    assert answer.status_code == 200, answer.text[:300]
    return [segment["source"] for segment in answer.json()["segments"]]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b'{"text": "a"} b', 400),
        (b"\xff\xfe{}", 400),
        ('{"text": "中文"}'.encode("gbk"), 400),
        (b'{"text": "\\ud800"}', 400),
        (b"[" * 100_000, 400),
        (b'{"a":' * 100_000, 400),
        (b"null", 422),
        (b"[]", 422),
        (b'"text"', 422),
        (b"{}", 422),
        (b'{"text": ""}', 422),
        (b'{"text": "  \\n"}', 422),
        (b'{"text": null}', 422),
        (b'{"text": 5}', 422),
        (b'{"text": ["Hello."]}', 422),
        (b'{"text": "Hello.", "to": "fr"}', 422),
        (b'{"text": "Hello.", "To": "zh"}', 422),
        (b'{"text": "Hello.", "glossary": [{"en": "a"}]}', 422),
        (b'{"text": "Hello.", "glossary": "a"}', 422),
        (b'{"text": "Hello.", "brief": "perhaps"}', 422),
        (b'{"text": "12345 67890"}', 422),
        (b'{"text": "Hello there.", "to": "en"}', 422),
        (b'{"text": NaN}', 422),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_wrong_body_is_refused(program: TestClient, body: bytes, status: int) -> None:
    answer = program.post("/v1/releases", content=body, headers={"content-type": "application/json"})
    refused(answer, status)


def test_the_reason_names_the_field_and_does_not_repeat_the_text(program: TestClient) -> None:
    reason = refused(program.post("/v1/releases", json={"text": ["secret words"], "to": "fr", "colour": 1}), 422)
    assert "text: It should be a valid string" in reason
    assert "colour is not known here" in reason
    assert "secret" not in reason


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "image/png", "", "application/json/x", "*/*"])
def test_another_kind_of_content_is_refused(program: TestClient, kind: str) -> None:
    refused(program.post("/v1/releases", content=b'{"text": "Hello."}', headers={"content-type": kind}), 415)


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary=" + "x" * 5000]
)
def test_a_form_that_is_none_is_refused(program: TestClient, kind: str) -> None:
    answer = program.post("/v1/releases", content=b"--y\r\nnonsense", headers={"content-type": kind})
    assert answer.status_code in (400, 422)
    assert list(answer.json()) == ["error"]


def test_a_form_of_a_thousand_fields_or_files_is_refused(program: TestClient) -> None:
    refused(program.post("/v1/releases", data={f"f{i}": "x" for i in range(1000)}, files={"file": ("a", b"a")}), 400)
    refused(program.post("/v1/releases", files=[("file", (f"{i}.txt", b"Hello.")) for i in range(100)]), 400)
    refused(program.post("/v1/releases", files=[("file", (f"{i}.txt", b"Hello.")) for i in range(2)]), 422)
    refused(program.post("/v1/releases", files={"elsewhere": ("a.txt", b"Hello.")}, data={"text": "Hello."}), 422)


def test_a_body_of_50_megabytes_is_refused(program: TestClient) -> None:
    megabyte = b"a" * 1_000_000
    headers = {"content-type": "application/json"}
    refused(program.post("/v1/releases", content=megabyte * 50, headers=headers), 413)
    refused(program.post("/v1/releases", content=(megabyte for _ in range(50)), headers=headers), 413)
    refused(program.post("/v1/releases", files={"file": ("a.txt", megabyte * 50)}), 413)


def test_an_article_that_is_too_long_is_refused(program: TestClient) -> None:
    assert "60,000 are allowed" in refused(program.post("/v1/releases", json={"text": "It rained. " * 6000}), 422)
    assert "60,000 are allowed" in refused(posted(program, "a.txt", b"It rained all day. " * 4_000), 422)


def test_a_zip_bomb_as_word_document_is_refused(program: TestClient) -> None:
    bomb = word(paragraph(" " * 51_000_000))
    assert len(bomb) < 100_000
    assert "far larger" in refused(posted(program, "a.docx", bomb), 422)


@pytest.mark.parametrize("name", ["a.docx", "a.tmx", "a.xliff", "a.html"])
@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
def test_entities_are_never_followed(program: TestClient, name: str, declared: str) -> None:
    entity = "&a9;" if declared is LAUGHS else "&e;"
    if name == "a.docx":
        data = word(paragraph(f"It rained {entity} here."), declared)
    elif name == "a.html":
        data = f"{declared}<html><body><article><p>It rained {entity} here.</p></article></body></html>".encode()
    else:
        unit = f'<tu><tuv xml:lang="en"><seg>Rain {entity}</seg></tuv><tuv xml:lang="zh"><seg>雨</seg></tuv></tu>'
        data = f'{declared}<tmx version="1.4"><header/><body>{unit}</body></tmx>'.encode()
    for path in ("/v1/releases", "/v1/check"):
        answer = program.post(path, files={"file": (name, data)})
        assert answer.status_code in (200, 422), answer.text[:300]
        assert len(answer.content) < 20_000
        assert "root:" not in answer.text
        assert "haha" not in answer.text


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\x",
        "..",
        "a\0b.txt",
        "字" * 300 + ".txt",
        ".txt",
        "a\r\nSet-Cookie: x=y.txt",
        '"; filename="b.txt',
        "con.txt",
        "<script>alert(1)</script>.txt",
    ],
)
def test_a_files_name_leads_nowhere(program: TestClient, name: str) -> None:
    answer = posted(program, name, b"It rained all day.")
    if answer.status_code != 200:
        assert "ending" in refused(answer, 422)  # "passwd</script>.txt" has one, "etc.d" has another
        return
    assert sources(answer) == ["It rained all day."]
    file = program.get(answer.headers["location"] + "/html")
    said = file.headers["content-disposition"]
    assert not set(said) & set("\\/\r\n\0<>")
    assert "set-cookie" not in file.headers
    both = {"source": (name, b"It rained."), "target": ("b.txt", "下雨了。".encode())}
    assert program.post("/v1/align", files=both).status_code in (200, 422)


@pytest.mark.parametrize("name", ["../../etc/passwd", "\0", "a" * 200, "<b>&\"'", "日\u202e本", "a\r\nb: c"])
def test_a_releases_name_leads_nowhere(program: TestClient, name: str) -> None:
    answer = program.post("/v1/releases", json={"text": "It rained.", "name": name, "brief": False})
    assert answer.status_code == 200
    for format in ("html", "docx", "md", "tmx", "xliff", "json"):
        file = program.get(f"{answer.headers['location']}/{format}")
        assert file.status_code == 200, (format, file.text[:200])
        assert not set(file.headers["content-disposition"]) & set("\\/\r\n\0<>")


def test_scripts_in_an_article_are_text_and_never_run(program: TestClient) -> None:
    text = 'It rained <script>alert(1)</script> all day. <img src=x onerror="alert(2)"> "Yes," he said.'
    answer = program.post("/v1/releases", json={"text": text, "name": "</title><script>alert(3)</script>"})
    assert "<script>alert(1)</script>" in " ".join(sources(answer))
    page = program.get(answer.headers["location"] + "/html")
    assert "<script>alert(" not in page.text
    assert "<img src=x" not in page.text
    assert page.headers["content-disposition"].startswith("attachment")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_scripts_in_a_page_are_no_part_of_its_article(program: TestClient) -> None:
    page = "<html><article><h1>Rain</h1><p>It rained all day.<script>alert(1)</script></p></article></html>"
    assert "alert" not in " ".join(sources(posted(program, "a.html", page.encode())))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"no zip"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 100),
        ("a.docx", word("")),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 100),
        ("a.pdf", b"%PDF-1.7"),
        ("a.exe", b"MZ" + b"\0" * 100),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.txt", b""),
        ("a.txt", b"\0" * 1000),
        ("a.txt", b"\xff\xfe\x00\xd8\x00\xd8"),
        ("a.html", b"<html>"),
        ("a.json", b"{}"),
        ("a.tmx", b"<tmx/>"),
        ("a.xliff", b"<xliff>"),
        ("a.csv", b'"'),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_files_that_are_not_what_they_say_are_refused(program: TestClient, name: str, data: bytes) -> None:
    for path in ("/v1/releases", "/v1/check"):
        refused(program.post(path, files={"file": (name, data)}), 422)
    refused(program.post("/v1/releases", files={"glossary": (name, data)}, data={"text": "Hello."}), 422)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.html", b"<div>" * 5_000 + b"<p>It rained all day.</p>"),
        ("deep.md", b">" * 5_000 + b" It rained all day."),
        ("list.md", b"* " * 5_000 + b"It rained all day."),
        ("brackets.md", b"[" * 20_000 + b"It rained all day."),
        ("stars.md", b"*a " * 10_000 + b"It rained all day."),
        ("deep.docx", word("<w:sdt>" * 3_000 + paragraph("It rained.") + "</w:sdt>" * 3_000)),
        ("deep2.docx", word("<w:p>" + "<w:r>" * 240 + "<w:t>It rained.</w:t>" + "</w:r>" * 240 + "</w:p>")),
        ("line.txt", b"a" * 10_000),
        ("words.txt", b"It rained " * 5_900),
        ("quotes.txt", '“"'.encode() * 10_000 + b"It rained."),
        ("zero.txt", "It rained\u200b\u202e\ufeff\ufffe all day.".encode("utf-8", "surrogatepass")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_deep_and_strange_files_end_in_time(program: TestClient, name: str, data: bytes) -> None:
    answer = program.post("/v1/releases?wait=false", files={"file": (name, data)}, data={"brief": "false"})
    assert answer.status_code in (202, 422), answer.text[:300]
    if answer.status_code == 202:
        program.delete(answer.headers["location"])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("long.txt", b"It rained. " * 50_000),
        ("lines.txt", b"a\n" * 6_000),
        ("paragraphs.md", b"a\n\n" * 3_000),
        ("brackets.md", b"It rained. " + b"[" * 2_001),
        ("table.md", b"|a" * 20_001),
        ("tags.html", b"<html><body>" + b"<p>It rained.</p>" * 20_001),
        ("unknown", b"<html><body>" + b"<p>It rained.</p>" * 20_001),
        ("attributes.html", b"<html><body><p " + b"".join(b"a%d=b " % n for n in range(2_001)) + b">It rained.</p>"),
        ("paragraphs.docx", word(paragraph("It rained.") * 5_001)),
        ("elements.docx", word("<w:sdt/>" * 400_001)),
        ("glossary.csv", b"rain,\xe9\x9b\xa8\n" * 250_001),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_would_take_long_to_read_is_refused_at_a_glance(program: TestClient, name: str, data: bytes) -> None:
    files = {"glossary": (name, data)} if name == "glossary.csv" else {"file": (name, data)}
    form = {"brief": "false"} | ({"text": "It rained."} if name == "glossary.csv" else {})
    began = time.process_time()
    reason = refused(program.post("/v1/releases", files=files, data=form), 422)
    assert any(word in reason for word in ("far larger", "larger than 2 MB", "no ending"))
    assert time.process_time() - began < 1


@pytest.mark.parametrize("id", ["..", "%2e%2e%2f%2e%2e%2fetc", "a" * 5000, "\u0000".encode().hex(), "x%00", "a b"])
def test_an_id_leads_nowhere(program: TestClient, id: str) -> None:
    for path in (f"/v1/releases/{id}", f"/v1/releases/{id}/html", f"/docs/{id}"):
        refused(program.get(path), 404)


@pytest.mark.parametrize(
    "query",
    ["q=" + "a" * 201, "limit=0", "limit=-1", "limit=x", "layer=x", "offset=9999999999999", "field=none"],
)
def test_a_wrong_search_is_refused(program: TestClient, query: str) -> None:
    refused(program.get(f"/v1/glossary?{query}"), 422)


@pytest.mark.parametrize("q", ["%00", "%ff", "%ed%a0%80", "((((", "'--", "\U0001f600", " "])
def test_any_search_is_answered(program: TestClient, q: str) -> None:
    assert program.get(f"/v1/glossary?q={q}&limit=1").status_code == 200


def test_pairs_of_anything_are_checked(program: TestClient) -> None:
    pairs = [{"source": "a\0b <w:p>", "target": "甲\u202e乙"}, {"source": "It rained.", "target": "下雨了。"}]
    for format in ("json", "html", "docx", "md", "tmx", "xliff", "xlsx"):
        answer = program.post(f"/v1/check?format={format}", json={"pairs": pairs, "from": "en"})
        assert answer.status_code == 200, (format, answer.text[:200])
    refused(program.post("/v1/check", json={"pairs": []}), 422)
    refused(program.post("/v1/check", json={"pairs": pairs, "source": "It rained."}), 422)
    refused(program.post("/v1/check", json={"pairs": [{"source": "雨", "target": "雨"}]}), 422)


def test_a_translation_that_would_keep_all_others_waiting_is_refused(program: TestClient) -> None:
    table = "English,Chinese\n" + "It rained.,下雨了。\n" * 5_001
    assert "5,000 are allowed" in refused(program.post("/v1/check", files={"file": ("a.csv", table.encode())}), 422)
    assert "larger than 5 MB" in refused(program.post("/v1/check", files={"file": ("a.tmx", b" " * 5_000_001)}), 422)


def test_two_texts_in_one_language_are_refused(program: TestClient) -> None:
    body = {"source": "It rained all day.", "target": "It rained all night."}
    for path in ("/v1/align", "/v1/check"):
        assert "English" in refused(program.post(path, json=body), 422)


def test_json_in_a_form_is_read_and_wrong_json_refused(program: TestClient) -> None:
    form = {"text": "The zorgon opens.", "glossary": json.dumps([{"en": "zorgon", "zh": "佐尔贡"}])}
    assert program.post("/v1/releases", data=form).status_code == 200
    refused(program.post("/v1/releases", data=form | {"glossary": "[{"}), 422)
