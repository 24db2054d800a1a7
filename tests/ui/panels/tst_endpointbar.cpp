// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/endpointbar.h"

#include "support/fakeengine.h"
#include "support/widgettest.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace espalier;
using namespace espalier::ui;
using test::FakeEngine;

namespace {

struct Fixture
{
    Fixture()
    {
        bar.resize(1200, 80);
        bar.show();
    }
    [[nodiscard]] QComboBox *combo(const char *name) const
    {
        for (QComboBox *found : bar.findChildren<QComboBox *>()) {
            if (found->accessibleName() == QLatin1String(name))
                return found;
        }
        return nullptr;
    }
    [[nodiscard]] QAbstractButton *button(const char *name) const
    {
        for (QAbstractButton *found : bar.findChildren<QAbstractButton *>()) {
            if (found->text().remove(u'&') == QString::fromUtf8(name) ||
                found->accessibleName() == QString::fromUtf8(name))
                return found;
        }
        return nullptr;
    }
    [[nodiscard]] bool says(const QString &words) const
    {
        for (const QLabel *label : bar.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    }

    FakeEngine engine;
    EndpointBar bar{engine};
};

} // namespace

class TestEndpointBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void beginsWithTheFirst();
    void theLastRowOpensTheEndpoints();
    void anArrowKeyOpensNothing();
    void modeAndStreamingByThePersonOnly();
    void autoIsThatOfTheModel();
    void aLineOnlyWhenNeeded();
    void aMissingModelIsSaidWithItsStep();
    void thePracticeNoteIsClosedForGood();
    void aRecipeStandsFirst();
    void whatIsTypedSurvivesAnEdit();
    void aRemovedEndpointLeavesTheFirst();
};

void TestEndpointBar::beginsWithTheFirst()
{
    Fixture f;
    QCOMPARE(f.bar.choice().name, QStringLiteral("Practice"));
    QCOMPARE(f.bar.model(), QStringLiteral("practice-reader"));
    QCOMPARE(f.combo("Endpoint")->currentText(), QStringLiteral("Practice"));
    f.bar.select(QStringLiteral("OpenAI"));
    QCOMPARE(f.bar.choice(),
             (EndpointChoice{QStringLiteral("OpenAI"), QStringLiteral("https://api.example.com/v1")}));
}

void TestEndpointBar::theLastRowOpensTheEndpoints()
{
    Fixture f;
    QSignalSpy wanted(&f.bar, &EndpointBar::endpointsWanted);
    QComboBox *box = f.combo("Endpoint");
    QCOMPARE(box->itemText(box->count() - 1), QStringLiteral("Connect an endpoint…"));
    f.bar.select(QStringLiteral("OpenAI"));
    QCOMPARE(box->itemText(box->count() - 1), QStringLiteral("Edit endpoints…"));
    box->setCurrentIndex(box->count() - 1);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().toString(), QStringLiteral("OpenAI"));
    QCOMPARE(box->currentText(), QStringLiteral("OpenAI"));
    QCOMPARE(f.bar.choice().name, QStringLiteral("OpenAI"));
    f.button("Edit endpoints")->click();
    QCOMPARE(wanted.count(), 2);
}

void TestEndpointBar::anArrowKeyOpensNothing()
{
    Fixture f;
    QSignalSpy wanted(&f.bar, &EndpointBar::endpointsWanted);
    QTest::keyClick(f.combo("Endpoint"), Qt::Key_Down);
    QCOMPARE(f.bar.choice().name, QStringLiteral("OpenAI"));
    QTest::keyClick(f.combo("Endpoint"), Qt::Key_Down);
    QCOMPARE(f.bar.choice().name, QStringLiteral("OpenAI"));
    QCOMPARE(f.combo("Endpoint")->currentText(), QStringLiteral("OpenAI"));
    QCOMPARE(wanted.count(), 0);
}

void TestEndpointBar::modeAndStreamingByThePersonOnly()
{
    Fixture f;
    QSignalSpy mode(&f.bar, &EndpointBar::modeChanged);
    QSignalSpy stream(&f.bar, &EndpointBar::streamChanged);
    f.bar.setMode(wire::AnswerMode::Json);
    f.bar.setStream(wire::StreamKind::Full);
    QCOMPARE(f.bar.mode(), wire::AnswerMode::Json);
    QCOMPARE(mode.count() + stream.count(), 0);
    QTest::keyClick(f.combo("Mode"), Qt::Key_Down);
    QTest::keyClick(f.combo("Streaming"), Qt::Key_Up);
    QCOMPARE(mode.count(), 1);
    QCOMPARE(mode.first().first().value<wire::AnswerMode>(), wire::AnswerMode::MdJson);
    QCOMPARE(stream.first().first().value<wire::StreamKind>(), wire::StreamKind::Iterable);
}

/// A probe finds the best mode of one model, and is kept while the bar is on show.
void TestEndpointBar::autoIsThatOfTheModel()
{
    Fixture f;
    f.bar.select(QStringLiteral("OpenAI"));
    QComboBox *models = f.combo("Model");
    models->setCurrentText(QStringLiteral("probed"));
    QCOMPARE(f.combo("Mode")->itemText(0), QStringLiteral("auto: tools"));
    settings::EndpointProfile profile = f.engine.profile(QStringLiteral("OpenAI"));
    profile.modelEntry("probed").bestMode = wire::AnswerMode::JsonSchema;
    f.engine.profiles[QStringLiteral("OpenAI")] = profile;
    Q_EMIT f.engine.endpointsChanged();
    QCOMPARE(f.combo("Mode")->itemText(0), QStringLiteral("auto: json_schema"));
    QCOMPARE(f.bar.autoMode(), wire::AnswerMode::JsonSchema);
    models->setCurrentText(QStringLiteral("another"));
    QCOMPARE(f.combo("Mode")->itemText(0), QStringLiteral("auto: tools"));
    models->setCurrentText(QStringLiteral("probed"));
    QCOMPARE(f.combo("Mode")->itemText(0), QStringLiteral("auto: json_schema"));
}

void TestEndpointBar::aLineOnlyWhenNeeded()
{
    Fixture f;
    f.engine.key.source = KeyFacts::Source::Environment;
    f.bar.select(QStringLiteral("OpenAI"));
    f.combo("Model")->setCurrentText(QStringLiteral("model-1"));
    QVERIFY(!f.button("Set key…")->isVisible() && !f.button("Connect…")->isVisible());
    for (const QLabel *label : f.bar.findChildren<QLabel *>())
        QVERIFY(!label->isVisible());
    f.engine.key.source = KeyFacts::Source::Missing;
    Q_EMIT f.engine.keyFactsChanged(QStringLiteral("OpenAI"));
    QVERIFY(f.says(QStringLiteral("OPENAI_API_KEY is not set")));
    QSignalSpy key(&f.bar, &EndpointBar::keyWanted);
    f.button("Set key…")->click();
    QCOMPARE(key.count(), 1);
    f.engine.known[1].baseUrl = QStringLiteral("https://api.endpoints.anyscale.com/v1");
    Q_EMIT f.engine.endpointsChanged();
    QVERIFY(f.says(QStringLiteral("closed")));
    f.engine.known[1].baseUrl.clear();
    Q_EMIT f.engine.endpointsChanged();
    QVERIFY(f.says(QStringLiteral("OpenAI has no address yet")));
    QSignalSpy wanted(&f.bar, &EndpointBar::endpointsWanted);
    f.button("Connect…")->click();
    QCOMPARE(wanted.count(), 1);
}

void TestEndpointBar::aMissingModelIsSaidWithItsStep()
{
    Fixture f;
    f.engine.key.source = KeyFacts::Source::Environment;
    f.bar.select(QStringLiteral("OpenAI"));
    f.combo("Model")->setCurrentText(QString());
    QVERIFY(f.says(QStringLiteral("No model is chosen yet")));
    QSignalSpy wanted(&f.bar, &EndpointBar::modelsWanted);
    f.button("Fetch list")->click();
    QCOMPARE(wanted.count(), 1);
    Q_EMIT f.engine.modelsFetched(QStringLiteral("OpenAI"), {QStringLiteral("a"), QStringLiteral("b")});
    QVERIFY(f.says(QStringLiteral("No model is chosen yet"))); // none is taken for the person
    f.button("Choose a model…")->click();
    QVERIFY(f.combo("Model")->view()->isVisible());
    f.combo("Model")->hidePopup();
    f.combo("Model")->setCurrentText(QStringLiteral("b"));
    QVERIFY(!f.says(QStringLiteral("No model is chosen yet")));
}

void TestEndpointBar::thePracticeNoteIsClosedForGood()
{
    Fixture f;
    QVERIFY(f.says(QStringLiteral("Practice reads the text by rule")));
    QSignalSpy closed(&f.bar, &EndpointBar::practiceNoteClosed);
    f.button("Close the explanation of Practice")->click();
    QCOMPARE(closed.count(), 1);
    QVERIFY(!f.says(QStringLiteral("Practice reads")));
    f.bar.select(QStringLiteral("OpenAI"));
    f.bar.select(QStringLiteral("Practice"));
    QVERIFY(!f.says(QStringLiteral("Practice reads")));
}

void TestEndpointBar::aRecipeStandsFirst()
{
    Fixture f;
    auto *recipe = new QLabel(QStringLiteral("People"));
    f.bar.setRecipeWidget(recipe);
    QTRY_VERIFY(recipe->isVisible());
    QTRY_VERIFY(recipe->mapTo(&f.bar, QPoint()).x() < f.combo("Endpoint")->mapTo(&f.bar, QPoint()).x());
    const QPointer<QLabel> watched(recipe);
    f.bar.setRecipeWidget(nullptr);
    QVERIFY(watched.isNull());
}

void TestEndpointBar::whatIsTypedSurvivesAnEdit()
{
    Fixture f;
    f.bar.select(QStringLiteral("OpenAI"));
    f.combo("Model")->setCurrentText(QStringLiteral("gpt-x"));
    f.engine.known[1].baseUrl = QStringLiteral("https://proxy.example/v1");
    Q_EMIT f.engine.endpointsChanged();
    QCOMPARE(f.bar.model(), QStringLiteral("gpt-x"));
    QCOMPARE(f.bar.choice().baseUrl, QStringLiteral("https://proxy.example/v1"));
}

void TestEndpointBar::aRemovedEndpointLeavesTheFirst()
{
    Fixture f;
    f.bar.select(QStringLiteral("OpenAI"));
    f.engine.known.removeLast();
    Q_EMIT f.engine.endpointsChanged();
    QCOMPARE(f.bar.choice().name, QStringLiteral("Practice"));
}

QTEST_MAIN(TestEndpointBar)
#include "tst_endpointbar.moc"
