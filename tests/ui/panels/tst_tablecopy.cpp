// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/partialtreemodel.h"
#include "models/resulttablemodel.h"
#include "panels/tablecopy.h"
#include "json/answerreader.h"

#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestTableCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneCellIsItsText();
    void cellsAreALineForEachRow();
    void columnsOfOneTitleStayApart();

private:
    /// The table of an answer; its cells in the order given.
    struct Table
    {
        explicit Table(const char *answer)
        {
            reader.feed(answer);
            reader.finish();
            const json::TreeChanges changes = reader.takeChanges();
            tree.apply(changes);
            table.follow(changes);
        }
        [[nodiscard]] QModelIndexList cells() const
        {
            QModelIndexList out;
            for (int column = table.columnCount() - 1; column >= 0; --column) {
                for (int row = 0; row < table.rowCount(); ++row)
                    out.append(table.index(row, column));
            }
            return out;
        }
        json::AnswerReader reader;
        PartialTreeModel tree;
        ResultTableModel table{tree};
    };
};

void TestTableCopy::oneCellIsItsText()
{
    const Table made(R"([{"a":"x\ty"}])");
    QCOMPARE(cellsText(made.table, {made.table.index(0, 0)}), QStringLiteral("x\ty"));
    QCOMPARE(cellsText(made.table, {}), QString());
}

void TestTableCopy::cellsAreALineForEachRow()
{
    const Table made(R"([{"a":1,"b":"x"},{"b":"=y"}])");
    QCOMPARE(cellsText(made.table, made.cells()), QStringLiteral("a\tb\r\n1\tx\r\n\t'=y\r\n"));
}

void TestTableCopy::columnsOfOneTitleStayApart()
{
    const Table made(R"([{"a.b":"dotted","a":{"b":"inner"}}])");
    QCOMPARE(made.table.columnCount(), 2);
    QCOMPARE(cellsText(made.table, made.cells()), QStringLiteral("a.b\ta.b\r\ndotted\tinner\r\n"));
}

QTEST_GUILESS_MAIN(TestTableCopy)
#include "tst_tablecopy.moc"
