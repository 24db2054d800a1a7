// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/endpointurl.h"
#include "wire/modellist.h"

#include <QTest>

using namespace espalier;

class TestEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void urls_data();
    void urls();
    void hints();
    void modelLists_data();
    void modelLists();
    void contextWindows();
    void modelErrors_data();
    void modelErrors();
};

void TestEndpoint::urls_data()
{
    QTest::addColumn<std::string>("base");
    QTest::addColumn<std::string>("root");
    QTest::addColumn<std::string>("query");
    const auto row = [](const char *base, const char *root, const char *query = "") {
        QTest::newRow(base) << std::string(base) << std::string(root) << std::string(query);
    };
    row("https://h.example", "https://h.example/v1");
    row("https://h.example/", "https://h.example/v1");
    row("https://h.example/v1", "https://h.example/v1");
    row("https://h.example/v1/", "https://h.example/v1");
    row("  https://h.example/v1//  ", "https://h.example/v1");
    row("https://h.example/v1/v1", "https://h.example/v1");
    row("https://h.example/v1/chat/completions", "https://h.example/v1");
    row("https://h.example/v1/chat/completions/", "https://h.example/v1");
    row("https://h.example/chat/completions", "https://h.example");
    row("https://h.example/v1/models", "https://h.example/v1");
    row("https://h.example/route", "https://h.example/route/v1");
    row("https://h.example/api/paas/v4", "https://h.example/api/paas/v4");
    row("https://h.example/v1beta/openai/", "https://h.example/v1beta/openai");
    row("https://h.example/vllm", "https://h.example/vllm/v1");
    row("https://h.example/v1?api-version=2", "https://h.example/v1", "?api-version=2");
    row("https://h.example?key=a/b", "https://h.example/v1", "?key=a/b");
    row("https://h.example/openai/deployments/d?api-version=2", "https://h.example/openai/deployments/d",
        "?api-version=2");
    row("https://h.example/v1#top", "https://h.example/v1");
    row("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1");
    row("http://[::1]:8080/v1", "http://[::1]:8080/v1");
    row("localhost:11434", "localhost:11434/v1");
    row("https://svc-1a2b3.cld-x.s.anyscaleuserdata.com",
        "https://svc-1a2b3.cld-x.s.anyscaleuserdata.com/v1");
}

void TestEndpoint::urls()
{
    QFETCH(const std::string, base);
    QFETCH(const std::string, root);
    QFETCH(const std::string, query);
    QCOMPARE(wire::chatUrl(base), root + "/chat/completions" + query);
    QCOMPARE(wire::modelsUrl(base), root + "/models" + query);
    QCOMPARE(wire::chatUrl(wire::chatUrl(base)), wire::chatUrl(base)); // never doubled
    QCOMPARE(wire::chatUrl(""), std::string());
    QCOMPARE(wire::modelsUrl(" "), std::string());
}

void TestEndpoint::hints()
{
    for (const char *closed : {"https://api.endpoints.anyscale.com/v1", "HTTPS://API.Endpoints.Anyscale.com",
                               "api.endpoints.anyscale.com", "https://u@api.endpoints.anyscale.com.:443/",
                               "https://console.endpoints.anyscale.com/m/v1"}) {
        const std::string hint = wire::endpointHint(closed);
        QVERIFY2(hint.find("1 August 2024") != std::string::npos, closed);
    }
    for (const char *open :
         {"https://svc.cld.s.anyscaleuserdata.com/v1", "https://api.openai.com", "",
          "https://h.example/api.endpoints.anyscale.com", "https://notapi.endpoints.anyscale.com.example"})
        QVERIFY2(wire::endpointHint(open).empty(), open);
}

void TestEndpoint::modelLists_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addColumn<int>("count");
    QTest::newRow("data") << std::string(R"({"object":"list","data":[{"id":"a"},{"id":"b"}]})") << 2;
    QTest::newRow("list at the root") << std::string(R"([{"id":"a"},{"id":"b"}])") << 2;
    QTest::newRow("names") << std::string(R"({"models":[{"name":"a"},{"model":"b","name":"x"}]})") << 2;
    QTest::newRow("each once") << std::string(
                                      R"({"data":[{"id":"a"},{"id":"b"},{"id":"a"},{"id":""},{"id":7},"x"]})")
                               << 2;
    QTest::newRow("none") << std::string(R"({"data":[]})") << 0;
}

void TestEndpoint::modelLists()
{
    QFETCH(const std::string, body);
    QFETCH(const int, count);
    const auto models = wire::readModels(body);
    QVERIFY(models.ok());
    QCOMPARE(static_cast<int>(models->size()), count);
    if (count == 2) {
        QCOMPARE((*models)[0].id, std::string("a"));
        QCOMPARE((*models)[1].id, std::string("b"));
    }
}

void TestEndpoint::contextWindows()
{
    const auto models = wire::readModels(
        R"({"data":[{"id":"a","context_window":8192,"max_completion_tokens":10},{"id":"b","max_model_len":4096},
        {"id":"c","meta":{"n_ctx":512,"n_ctx_train":40960}},{"id":"d","context_length":null,"top_provider":{"context_length":7,"max_completion_tokens":3}},
        {"id":"e","context_window":-1},{"id":"f"}]})");
    QVERIFY(models.ok());
    const std::vector<std::int64_t> windows{8192, 4096, 512, 7, 0, 0};
    const std::vector<std::int64_t> outputs{10, 0, 0, 3, 0, 0};
    for (std::size_t i = 0; i < windows.size(); ++i) {
        QCOMPARE((*models)[i].contextWindow.value_or(0), windows[i]);
        QCOMPARE((*models)[i].maxOutput.value_or(0), outputs[i]);
    }
}

void TestEndpoint::modelErrors_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addColumn<std::string>("kind");
    QTest::newRow("page") << std::string("<html>hello</html>") << std::string("not-an-api");
    QTest::newRow("other JSON") << std::string(R"({"a":1})") << std::string("not-an-api");
    QTest::newRow("cut") << std::string(R"({"data":[{"id")") << std::string("stream-cut");
    QTest::newRow("empty") << std::string() << std::string("stream-cut");
    QTest::newRow("error object") << std::string(R"({"error":{"message":"m"}})")
                                  << std::string("error-in-stream");
    QTest::newRow("error that says more")
        << std::string(R"({"error":{"code":"invalid_api_key"}})") << std::string("key-refused");
}

void TestEndpoint::modelErrors()
{
    QFETCH(const std::string, body);
    QFETCH(const std::string, kind);
    const auto models = wire::readModels(body);
    QVERIFY(!models.ok());
    QCOMPARE(errorKindName(models.error().kind), std::string_view(kind));
    QVERIFY(!models.error().message.empty() && !models.error().nextStep.empty());
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
