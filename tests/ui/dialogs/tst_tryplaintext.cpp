// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/versionsdialog.h"
#include "panels/historypanel.h"
#include "support/comparedpair.h"
#include "support/tryrecords.h"
#include "support/widgettest.h"
#include "widgets/confirmstrip.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>

#include <functional>

using namespace espalier;
using namespace espalier::ui;
using test::kMarkup;
using test::kNoonish;

namespace {

const QString &markup()
{
    static const QString text = QString::fromUtf8(kMarkup.data(), static_cast<qsizetype>(kMarkup.size()));
    return text;
}

/// A try all of whose texts are markup.
store::TryRecord hostile(const std::string &more)
{
    const std::string evil = std::string(kMarkup) + more;
    store::TryRecord out = test::record(kNoonish, "{}");
    out.recipe.name = out.recipe.instructions = out.documentName = out.document = evil;
    out.endpoint = out.model = evil;
    out.recipe.schema = json::Value::object();
    out.recipe.schema.set("properties", json::Value::object({{evil, json::Value::object()}}));
    out.recipe.parameters = {{evil, json::Value::string(evil)}};
    out.result.lastObject = json::Value::object({{std::string(kMarkup), json::Value::string(evil)}});
    out.result.requestBody = evil;
    out.result.status = run::RunStatus::Failed;
    out.result.error = Error{ErrorKind::StreamError, evil, evil, {}, {}, {}};
    out.result.issues.push_back({"", "", "type", "", "", evil, evil, {}, {}});
    return out;
}

void walk(const QAbstractItemModel &model, const QModelIndex &parent,
          const std::function<void(const QModelIndex &)> &see)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column)
            see(model.index(row, column, parent));
        walk(model, model.index(row, 0, parent), see);
    }
}

/// How often the markup stands there as the letters it is made of; 0 and a warning when it was taken for
/// more.
int seenAsText(QWidget &window)
{
    int seen = 0;
    bool rich = false;
    const auto tip = [&rich](const QString &text) { rich = rich || (text.contains(QStringLiteral("<img"))); };
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        const bool here = label->text().contains(markup());
        rich = rich || (here && label->textFormat() != Qt::PlainText);
        seen += here;
    }
    for (const QWidget *widget : window.findChildren<QWidget *>())
        tip(widget->toolTip());
    for (const QPlainTextEdit *edit : window.findChildren<QPlainTextEdit *>()) {
        seen += edit->toPlainText().contains(markup());
        for (QTextBlock block = edit->document()->begin(); block.isValid(); block = block.next()) {
            for (auto part = block.begin(); !part.atEnd(); ++part)
                rich = rich || part.fragment().charFormat().isImageFormat();
        }
    }
    for (const QAbstractItemView *view : window.findChildren<QAbstractItemView *>()) {
        if (!view->model())
            continue;
        walk(*view->model(), {}, [&](const QModelIndex &index) {
            seen += index.data().toString().contains(markup()); // painted by delegates, as one line
            tip(index.data(Qt::ToolTipRole).toString());
        });
    }
    (void)window.grab(); // painting it loads nothing and warns of nothing
    return rich ? 0 : seen;
}

} // namespace

/// What models, documents and servers say is shown as the letters it is made of, in every view of past tries.
class TestTryPlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void inTheHistory();
    void inTheComparison();
    void inTheVersions();
    void inAQuestion();
};

void TestTryPlainText::inTheHistory()
{
    const QTemporaryDir folder;
    store::TryStore store(folder.path() + QStringLiteral("/tries"));
    QVERIFY(store.add(hostile("a")).ok());
    HistoryPanel panel(store);
    panel.resize(1200, 300);
    panel.show();
    QVERIFY(seenAsText(panel) >= 4); // recipe, text, asked, outcome
}

void TestTryPlainText::inTheComparison()
{
    test::ComparedPair dialog(hostile(" one"), hostile(" two"), kNoonish);
    dialog.show();
    QVERIFY(seenAsText(dialog) >= 4); // both heads
    for (int page = 0; page < 4; ++page) {
        dialog.turnTo(static_cast<CompareDialog::Page>(page));
        dialog.step(true);
        QVERIFY2(seenAsText(dialog) >= 5, qPrintable(dialog.findChild<QTabBar *>()->tabText(page)));
    }
}

void TestTryPlainText::inTheVersions()
{
    VersionsDialog dialog(hostile(" now").recipe,
                          {{1, kNoonish, hostile(" one").recipe}, {2, kNoonish, hostile(" two").recipe}},
                          kNoonish);
    dialog.show();
    QVERIFY(seenAsText(dialog) >= 2); // instructions, and the fields and settings of that name
    QVERIFY(dialog.windowTitle().contains(markup()));
}

void TestTryPlainText::inAQuestion()
{
    ConfirmStrip strip;
    strip.ask(markup(), QStringLiteral("Delete"), [] {});
    QCOMPARE(seenAsText(strip), 1);
}

QTEST_MAIN(TestTryPlainText)
#include "tst_tryplaintext.moc"
