// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/settingspanel.h"
#include "support/widgettest.h"
#include "text/runtext.h"
#include "widgets/commitedit.h"
#include "json/read.h"
#include "json/writer.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSpinBox>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestSettingsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsTheRecipe();
    void eachChangeIsOneStep();
    void sentencesFollowTheChoice();
    void numbersAreTypedInOneStep();
    void optionalsGoInAndOut();
    void parametersCountWhenFinished();
    void whatCannotBeUsedStays();
    void undoShowsInTheForm();
    void saysHowTheAnswerIsRead();
    void opensWithoutASingleStep();

private:
    template <typename Widget>
    Widget *named(const char *name) const
    {
        for (Widget *widget : m_panel->findChildren<Widget *>()) {
            if (widget->accessibleName() == QLatin1String(name))
                return widget;
        }
        qFatal("no widget %s", name);
        return nullptr;
    }
    QCheckBox *box(const char *beginning) const;
    const RecipeSettings &settings() const { return m_document->settings(); }
    QByteArray parameters() const;
    int steps() const { return m_document->undoStack().count(); }

    std::unique_ptr<RecipeDocument> m_document;
    std::unique_ptr<SettingsPanel> m_panel;
};

void TestSettingsPanel::init()
{
    test::prepareWidgets();
    m_document = std::make_unique<RecipeDocument>();
    RecipeContent content;
    content.settings.mode = wire::AnswerMode::JsonSchema;
    content.settings.parameters = json::readStrict(R"({"temperature":0.70,"seed":7})")->members();
    m_document->start(content, {});
    m_panel = std::make_unique<SettingsPanel>(*m_document);
}

void TestSettingsPanel::cleanup()
{
    m_panel.reset();
    m_document.reset();
}

QCheckBox *TestSettingsPanel::box(const char *beginning) const
{
    for (QCheckBox *box : m_panel->findChildren<QCheckBox *>()) {
        if (box->text().startsWith(QLatin1String(beginning)))
            return box;
    }
    qFatal("no box %s", beginning);
    return nullptr;
}

QByteArray TestSettingsPanel::parameters() const
{
    return QByteArray::fromStdString(json::writeCompact(json::Value::object(settings().parameters)));
}

void TestSettingsPanel::showsTheRecipe()
{
    QCOMPARE(named<QComboBox>("Mode")->currentText(), QStringLiteral("json_schema"));
    QCOMPARE(named<QComboBox>("Streaming")->currentText(), QStringLiteral("partial"));
    QVERIFY(box("Let the model")->isChecked());
    QCOMPARE(named<QDoubleSpinBox>("Temperature")->value(), 0.7);
    QVERIFY(!box("End the answer")->isChecked());
    QVERIFY(!named<QSpinBox>("Most tokens of the answer")->isEnabled());
    QCOMPARE(m_panel->findChild<CommitEdit *>()->toPlainText(), QStringLiteral("{\n  \"seed\": 7\n}"));
}

void TestSettingsPanel::saysHowTheAnswerIsRead()
{
    auto *level = named<QComboBox>("Read values");
    auto *decimal = named<QComboBox>("Decimals come after");
    auto *items = named<QComboBox>("Items that do not fit");
    QCheckBox *defaults = box("Fill in the schema's default");
    QCOMPARE(level->currentText(), QStringLiteral("safely"));
    QCOMPARE(level->toolTip(), QStringLiteral("--coerce"));
    QCOMPARE(decimal->currentText(), QStringLiteral("not said"));
    QCOMPARE(items->currentText(), QStringLiteral("set aside"));
    QVERIFY(!defaults->isChecked());

    level->setCurrentIndex(level->findText(QStringLiteral("generously")));
    decimal->setCurrentIndex(decimal->findText(QStringLiteral("a comma (3,14)")));
    defaults->setChecked(true);
    items->setCurrentIndex(items->findText(QStringLiteral("keep them")));
    QCOMPARE(steps(), 4);
    const recipe::Reading wanted{{schema::CoercionLevel::All, schema::DecimalMark::Comma, true},
                                 schema::BadItems::Keep};
    QVERIFY(settings().reading == wanted);
    QVERIFY(m_document->toRecipe().reading == wanted);
    for (int i = 0; i < 4; ++i)
        m_document->undoStack().undo();
    QVERIFY(settings().reading == recipe::Reading());
    QCOMPARE(level->currentText(), QStringLiteral("safely"));
    QCOMPARE(items->currentText(), QStringLiteral("set aside"));
    QVERIFY(!defaults->isChecked());
    QCOMPARE(steps(), 4); // showing is no step
}

void TestSettingsPanel::opensWithoutASingleStep()
{
    QCOMPARE(steps(), 0);
    m_panel->commit();
    QCOMPARE(steps(), 0);
    QCOMPARE(parameters(), QByteArray(R"({"temperature":0.70,"seed":7})"));
}

void TestSettingsPanel::eachChangeIsOneStep()
{
    auto *mode = named<QComboBox>("Mode");
    mode->setCurrentIndex(mode->findText(QStringLiteral("tools")));
    QCOMPARE(settings().mode, wire::AnswerMode::Tools);
    QCOMPARE(steps(), 1);
    auto *stream = named<QComboBox>("Streaming");
    stream->setCurrentIndex(stream->findText(QStringLiteral("iterable")));
    QCOMPARE(settings().streaming, wire::StreamKind::Iterable);
    QCOMPARE(steps(), 2);
    QCOMPARE(parameters(), QByteArray(R"({"temperature":0.70,"seed":7})"));
}

void TestSettingsPanel::sentencesFollowTheChoice()
{
    const auto says = [this](const QString &text) {
        for (const QLabel *label : m_panel->findChildren<QLabel *>()) {
            if (label->text() == text)
                return true;
        }
        return false;
    };
    QVERIFY(says(modeTip(wire::AnswerMode::JsonSchema)));
    auto *mode = named<QComboBox>("Mode");
    mode->setCurrentIndex(mode->findText(QStringLiteral("md_json")));
    QVERIFY(says(modeTip(wire::AnswerMode::MdJson)));
    QVERIFY(!says(modeTip(wire::AnswerMode::JsonSchema)));
    QVERIFY(says(streamTip(wire::StreamKind::Partial)));
}

void TestSettingsPanel::numbersAreTypedInOneStep()
{
    m_panel->show();
    box("End the answer")->click();
    auto *tokens = named<QSpinBox>("Most tokens of the answer");
    tokens->setFocus();
    tokens->selectAll();
    QTest::keyClicks(tokens, QStringLiteral("120"));
    QCOMPARE(steps(), 1);
    m_panel->commit(); // a question is made while the cursor is still in it
    QCOMPARE(parameters(), QByteArray(R"({"temperature":0.70,"seed":7,"max_tokens":120})"));
    QCOMPARE(steps(), 2);
}

void TestSettingsPanel::optionalsGoInAndOut()
{
    box("End the answer")->click();
    QCOMPARE(parameters(), QByteArray(R"({"temperature":0.70,"seed":7,"max_tokens":1024})"));
    box("Let the model")->click();
    QCOMPARE(parameters(), QByteArray(R"({"seed":7,"max_tokens":1024})"));
    box("Let the model")->click();
    named<QDoubleSpinBox>("Temperature")->setValue(0.3);
    QCOMPARE(parameters(), QByteArray(R"({"seed":7,"max_tokens":1024,"temperature":0.3})"));
}

void TestSettingsPanel::parametersCountWhenFinished()
{
    auto *further = m_panel->findChild<CommitEdit *>();
    further->setPlainText(QStringLiteral("{\"seed\": 8, \"top_p\": 0.90}"));
    QCOMPARE(steps(), 0);
    m_panel->commit();
    QCOMPARE(parameters(), QByteArray(R"({"temperature":0.70,"seed":8,"top_p":0.90})"));
    QCOMPARE(steps(), 1);
    QCOMPARE(further->toPlainText(), QStringLiteral("{\"seed\": 8, \"top_p\": 0.90}")); // as it was written
}

void TestSettingsPanel::whatCannotBeUsedStays()
{
    const auto errors = [this] {
        int out = 0;
        for (const QLabel *label : m_panel->findChildren<QLabel *>())
            out += !label->isHidden() && label->text().contains(QStringLiteral("no JSON yet")) ? 1 : 0;
        return out;
    };
    QCOMPARE(errors(), 0);
    auto *further = m_panel->findChild<CommitEdit *>();
    further->setPlainText(QStringLiteral("{\"seed\": "));
    QCOMPARE(errors(), 1);
    m_panel->commit();
    QCOMPARE(steps(), 1); // kept, though nothing is sent of it
    QVERIFY(m_document->unfinished());
    QCOMPARE(parameters(), QByteArray(R"({"temperature":0.70,"seed":7})"));
    box("End the answer")->click(); // something else changes
    QCOMPARE(further->toPlainText(), QStringLiteral("{\"seed\": "));
    QCOMPARE(errors(), 1);
    further->setPlainText(QString());
    m_panel->commit();
    QCOMPARE(errors(), 0);
    QCOMPARE(parameters(), QByteArray(R"({"temperature":0.70,"max_tokens":1024})"));
    QVERIFY(!m_document->unfinished());
    m_document->undoStack().undo();
    QCOMPARE(further->toPlainText(), QStringLiteral("{\"seed\": "));
    QCOMPARE(errors(), 1);
}

void TestSettingsPanel::undoShowsInTheForm()
{
    auto *further = m_panel->findChild<CommitEdit *>();
    further->setPlainText(QStringLiteral("{\"seed\": 8}"));
    m_panel->commit();
    named<QDoubleSpinBox>("Temperature")->setValue(0.5);
    m_document->undoStack().undo();
    QCOMPARE(named<QDoubleSpinBox>("Temperature")->value(), 0.7);
    m_document->undoStack().undo();
    QCOMPARE(further->toPlainText(), QStringLiteral("{\n  \"seed\": 7\n}"));
    QCOMPARE(steps(), 2); // showing them made none
}

QTEST_MAIN(TestSettingsPanel)
#include "tst_settingspanel.moc"
