"""GraphML, FollowTheMoney, Web Annotation, PROV, schema.org and ninjs, read back by the libraries of each format."""

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
import rdflib
from prov.model import ProvDocument
from rdflib.namespace import SDO
from tests.export.conftest import Readings, Written
from tests.export.made import ARTICLE, LUMA, RAO, READINGS, RECORD, SECOND

from dragoman.export import annotations
from dragoman.export.coded import NEGATED
from dragoman.export.graphml import NO_TARGET, UNKNOWN_SPEAKER, node_id
from dragoman.export.reading import Reading

# ------------------------------------------------------------ GraphML


def graph(text: str) -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(text.encode("utf-8")), force_multigraph=True)


def test_graphml_reads_back(written: Callable[..., Written], readings: Readings) -> None:
    found = graph(written("graphml", readings)[0])
    assert found.number_of_edges()
    assert all(about["label"] and about["kind"] for _, about in found.nodes(data=True))
    for _, _, about in found.edges(data=True):
        assert about["relation"] in ("meeting", "act", "relays", "says", "stance")
        assert isinstance(about["mutual"], bool)


def test_graphml_joins_actors_of_one_name_kind_and_country(written: Callable[..., Written]) -> None:
    text, left_out = written("graphml")
    found = graph(text)
    assert node_id(SECOND.actors[0]) == node_id(RAO)
    meetings = [d for _, _, d in found.edges(node_id(RAO), data=True) if d["relation"] == "meeting" and d["article"] == "a-2"]
    assert [edge["record"] for edge in meetings] == ["meeting-m2"]
    assert len([n for n, d in found.nodes(data=True) if d["label"] == "Maria Rao"]) == 1
    assert left_out == {UNKNOWN_SPEAKER: 1, NO_TARGET: 1}


def test_graphml_has_one_edge_for_each_pair_of_a_meeting(written: Callable[..., Written]) -> None:
    edges = [d for *_, d in graph(written("graphml")[0]).edges(data=True) if d["record"] == "meeting-planned"]
    assert len(edges) == 3
    assert all(edge["mutual"] and edge["status"] == "planned" and edge["date"] == "2024" for edge in edges)


@pytest.mark.parametrize("sign", ["<&>\"'", "\x00\x0b", "\ud800", "\ufffe", "]]>"])
def test_graphml_is_xml_whatever_the_names(written: Callable[..., Written], sign: str) -> None:
    record = replace(RECORD, actors=tuple(replace(a, name=f"R{sign}o") if a.id == RAO.id else a for a in RECORD.actors))
    names = {d["label"] for _, d in graph(written("graphml", [(ARTICLE, record)])[0]).nodes(data=True)}
    assert "R" + re.sub("[\x00\x0b\ud800\ufffe]", " ", sign) + "o" in names


# ------------------------------------------------------------ FollowTheMoney

ftm = pytest.importorskip("followthemoney", reason="followthemoney needs PyICU, which is built from source with ICU's headers")


def entities(text: str) -> dict[str, dict[str, Any]]:
    found = [json.loads(line) for line in text.splitlines()]
    assert len({entity["id"] for entity in found}) == len(found)
    return {entity["id"]: entity for entity in found}


def test_followthemoney_takes_every_entity_as_it_is(written: Callable[..., Written], readings: Readings) -> None:
    found = entities(written("followthemoney", readings)[0])
    for entity in found.values():
        schema = ftm.model.get(entity["schema"])
        assert schema is not None
        assert set(schema.required) <= set(entity["properties"]), entity
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        for name, values in entity["properties"].items():
            kept = proxy.get(name)
            assert sorted(kept) == sorted(values), (entity["schema"], name, values, kept)


def test_followthemoney_references_are_of_the_right_kind(written: Callable[..., Written], readings: Readings) -> None:
    found = entities(written("followthemoney", readings)[0])
    for entity in found.values():
        schema = ftm.model.get(entity["schema"])
        for name, values in entity["properties"].items():
            prop = schema.get(name)
            if prop.type.name == "entity":
                assert all(ftm.model.get(found[value]["schema"]).is_a(prop.range) for value in values), (entity["schema"], name)


def test_followthemoney_entities(written: Callable[..., Written]) -> None:
    text, left_out = written("followthemoney")
    found = entities(text)
    visit = found["meeting-visit"]["properties"]
    assert (visit["organizer"], visit["involved"]) == (["actor-rao"], ["actor-rao", "actor-luma"])
    assert (visit["date"], visit["country"]) == (["2024-05-05"], ["ro"])
    assert found["actor-luma"]["properties"]["country"] == ["xk"]
    assert found["held-actor-rao"]["properties"]["startDate"] == ["2021-11-25"]
    leg = found["trip-rao-leg-1"]["properties"]
    assert (leg["startLocation"], leg["endLocation"]) == (["place-suv"], ["place-api"])
    assert found["event-condemn-1"]["properties"]["role"] == ["ACCUSE (done)", "CAMEO 111"]
    assert found["statement-peace-actor-min"]["schema"] == "Representation"
    assert "latitude" not in found["place-kos"]["properties"]
    assert (left_out[NEGATED], left_out["peoples, which are no entities there"]) == (1, 1)


# ------------------------------------------------------------ Web Annotation

ANNO_TERMS = {
    # Those terms of the W3C's context that are used, so that no test needs the network.
    "@vocab": "http://www.w3.org/ns/oa#",
    "id": "@id",
    "type": "@type",
    "AnnotationPage": "http://www.w3.org/ns/activitystreams#OrderedCollectionPage",
    "items": {"@id": "http://www.w3.org/ns/activitystreams#items", "@container": "@list"},
    "Software": "http://www.w3.org/ns/activitystreams#Application",
    "creator": {"@id": "http://purl.org/dc/terms/creator", "@type": "@id"},
    "name": "http://xmlns.com/foaf/0.1/name",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "oa": "http://www.w3.org/ns/oa#",
}
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")


def triples(text: str, context: Any) -> rdflib.Graph:
    """A document as triples, its terms read by a context at hand: no test asks the network."""
    document = json.loads(text)
    document["@context"] = context
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


def test_annotations_name_the_context_of_the_w3c(written: Callable[..., Written]) -> None:
    assert json.loads(written("annotations")[0])["@context"] == "http://www.w3.org/ns/anno.jsonld"


def test_annotations_find_the_words_both_ways(written: Callable[..., Written], readings: Readings) -> None:
    page = json.loads(written("annotations", readings)[0])
    texts = {annotations.source(Reading(*reading)): reading[0].text for reading in readings}
    assert page["items"]
    for annotation in page["items"]:
        for target in annotation["target"]:
            text, (position, quote) = texts[target["source"]], target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_annotations_are_linked_data(written: Callable[..., Written]) -> None:
    found = triples(written("annotations")[0], ANNO_TERMS)
    number = sum(len(getattr(r, kind)) for _, r in READINGS for kind in ("meetings", "trips", "statements", "stances", "events"))
    assert len(set(found.subjects(rdflib.RDF.type, OA.Annotation))) == number
    quotes = set(found.subjects(rdflib.RDF.type, OA.TextQuoteSelector))
    assert quotes
    assert all(found.value(quote, OA.exact) for quote in quotes)
    visit = rdflib.URIRef("urn:x-dragoman:meeting-visit")
    target = found.value(visit, OA.hasTarget)
    assert found.value(target, OA.hasSource) == rdflib.URIRef(ARTICLE.url or "")


# ------------------------------------------------------------ PROV


def test_prov_reads_back(written: Callable[..., Written], readings: Readings) -> None:
    document = ProvDocument.deserialize(content=written("prov", readings)[0], format="json")
    kinds = {record.get_type().localpart for record in document.get_records()}
    assert kinds == {"Agent", "Entity", "Activity", "Usage", "Generation", "Derivation", "Association"}


def test_prov_says_what_a_record_was_made_from(written: Callable[..., Written]) -> None:
    bundle = json.loads(written("prov")[0])
    origins: dict[str, set[str]] = {}
    for link in bundle["wasDerivedFrom"].values():
        origins.setdefault(link["prov:generatedEntity"], set()).add(link["prov:usedEntity"])
    article = next(name for name, about in bundle["entity"].items() if about.get("dragoman:article") == "a-1")
    assert origins["dragoman:meeting-visit"] == {article}
    assert origins["dragoman:stance-peace"] == {article, "dragoman:statement-peace"}
    assert origins["dragoman:event-visit"] == {article, "dragoman:meeting-visit"}
    assert bundle["entity"]["dragoman:meeting-visit"]["dragoman:rule"] == "meeting.receive"


# ------------------------------------------------------------ schema.org


def test_schema_org_has_no_word_of_its_own(written: Callable[..., Written], readings: Readings) -> None:
    found = triples(written("schema.org", readings)[0], {"@vocab": "https://schema.org/"})
    used = {*found.predicates(), *found.objects(None, rdflib.RDF.type)} - {rdflib.RDF.type}
    used |= {
        rdflib.URIRef(s) for p in (SDO.eventStatus, SDO.actionStatus, SDO.eventAttendanceMode) for s in found.objects(None, p)
    }
    assert len(used) > 20
    # rdflib has every type and property of the vocabulary.
    assert not [term for term in used if term not in SDO]


def test_schema_org_nodes(written: Callable[..., Written]) -> None:
    text, left_out = written("schema.org")
    nodes = {node["@id"].removeprefix("urn:x-dragoman:"): node for node in json.loads(text)["@graph"]}
    assert nodes["meeting-refused"]["eventStatus"] == "https://schema.org/EventCancelled"
    assert nodes["meeting-postponed"]["eventStatus"] == "https://schema.org/EventPostponed"
    assert nodes["meeting-call"]["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert (nodes["statement-peace"]["@type"], nodes["statement-unknown"]["@type"]) == ("Quotation", "Claim")
    assert nodes["statement-unknown"]["author"] == {"@type": "Person", "name": "Somebody"}
    assert nodes["trip-rao"]["itinerary"]["numberOfItems"] == 4
    assert "geo" not in nodes["place-kos"]
    assert nodes["event-condemn"]["actionStatus"] == "https://schema.org/CompletedActionStatus"
    assert "event-visit" not in nodes
    assert left_out == {NEGATED: 1}


def test_schema_org_references_lead_somewhere(written: Callable[..., Written], readings: Readings) -> None:
    graph = json.loads(written("schema.org", readings)[0])["@graph"]
    nodes = {node["@id"] for node in graph}
    assert len(nodes) == len(graph)
    assert set(re.findall(r'\{"@id": "([^"]+)"\}', json.dumps(graph))) <= nodes


# ------------------------------------------------------------ ninjs

NINJS = {
    # The properties of ninjs 3.1 that are used, as its schema names them; each object allows no others.
    "": "standard uri type pubStatus language contentCreated headlines descriptions edNote people organisations places subjects events eventDetails",
    "standard": "name version schema",
    "headlines": "role contentType value",
    "descriptions": "role contentType value",
    "people": "name rel uri literal contactInfo",
    "organisations": "name rel uri literal symbols contactInfo",
    "places": "name rel uri literal contactInfo geoJSON",
    "subjects": "name rel uri literal creator relevance confidence",
    "events": "id name rel uri literal",
    "eventDetails": "eventStatus plannedCoverageStatus dates organiser",
}
TRUNCATED = re.compile(r"^\d{4}(-(1[0-2]|0[1-9])(-(3[01]|0[1-9]|[12]\d))?)?$")


def test_ninjs_uses_only_its_properties(written: Callable[..., Written], readings: Readings) -> None:
    items = [json.loads(line) for line in written("ninjs", readings)[0].splitlines()]
    assert {item["type"] for item in items} == {"text", "event"}
    assert len({item["uri"] for item in items}) == len(items)
    for item in items:
        assert set(item) <= set(NINJS[""].split())
        for name, value in item.items():
            for part in (p for p in (value if isinstance(value, list) else [value]) if isinstance(p, dict)):
                assert set(part) <= set(NINJS[name].split()), name
        for written_date in item.get("eventDetails", {}).get("dates", {}).values():
            assert TRUNCATED.match(written_date)


def test_ninjs_events_are_named_by_their_article(written: Callable[..., Written]) -> None:
    items = [json.loads(line) for line in written("ninjs")[0].splitlines()]
    named = [event["uri"] for item in items for event in item.get("events", [])]
    assert named == [item["uri"] for item in items if item["type"] == "event"]
    refused = next(item for item in items if item["uri"].endswith("meeting-refused"))
    assert {"role": "status", "contentType": "text/plain", "value": "refused"} in refused["descriptions"]
    assert LUMA.name in [person["name"] for person in refused["people"]]
