"""Drives the official Python client as its users do and prints what it saw as one JSON document.

Arguments: endpoint, key, file with a JSON list of texts. Projects: support (single-label), films (multi-label).
"""

import json
import sys
import time

from azure.ai.textanalytics import (
    MultiLabelClassifyAction,
    SingleLabelClassifyAction,
    TextAnalyticsClient,
)
from azure.core.credentials import AzureKeyCredential
from azure.core.exceptions import HttpResponseError


def document(result):
    """One document's outcome as plain values."""
    if result.is_error:
        return {"id": result.id, "error": result.error.code, "message": result.error.message}
    return {
        "id": result.id,
        "classes": [[one.category, one.confidence_score] for one in result.classifications],
        "characters": result.statistics.character_count if result.statistics else None,
    }


def refused(call):
    """Status, code and message of a call that must be refused."""
    try:
        call().result()
    except HttpResponseError as error:
        return {"status": error.status_code, "code": error.error.code if error.error else None, "message": error.message}
    return None


def main(endpoint, key, path):
    with open(path, encoding="utf-8") as file:
        texts = json.load(file)
    seen = {}
    for version in ("2022-05-01", "2023-04-01"):
        client = TextAnalyticsClient(endpoint, AzureKeyCredential(key), api_version=version)
        began = time.monotonic()
        poller = client.begin_single_label_classify(texts, project_name="support", deployment_name="production", polling_interval=1)
        single = [document(one) for one in poller.result()]
        took = time.monotonic() - began
        multi = client.begin_multi_label_classify(
            texts, project_name="films", deployment_name="production", polling_interval=1, show_stats=True
        ).result()
        actions = client.begin_analyze_actions(
            texts[:2] + [""],
            actions=[
                MultiLabelClassifyAction(project_name="films", deployment_name="production"),
                SingleLabelClassifyAction(project_name="support", deployment_name="production"),
                SingleLabelClassifyAction(project_name="nowhere", deployment_name="production"),
            ],
            display_name="several",
            polling_interval=1,
        ).result()
        seen[version] = {
            "seconds": took,
            "single": single,
            "multi": [document(one) for one in multi],
            "actions": [[document(one) for one in results] for results in actions],
            "tooMany": refused(
                lambda: client.begin_single_label_classify(["text"] * 26, project_name="support", deployment_name="production")
            ),
        }
    stranger = TextAnalyticsClient(endpoint, AzureKeyCredential("wrong-key-0123456789abcdef0123456789abc"))
    seen["wrongKey"] = refused(
        lambda: stranger.begin_single_label_classify(texts, project_name="support", deployment_name="production")
    )
    cancelling = TextAnalyticsClient(endpoint, AzureKeyCredential(key))
    poller = cancelling.begin_single_label_classify(texts, project_name="support", deployment_name="production", polling_interval=1)
    try:
        poller.cancel()
        seen["cancelled"] = len(list(poller.result()))
    except HttpResponseError as error:
        seen["cancelled"] = error.message
    json.dump(seen, sys.stdout)


main(*sys.argv[1:])
