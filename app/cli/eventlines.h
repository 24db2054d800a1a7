// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/formats.h"
#include "cli/output.h"

#include "run/extractionrun.h"
#include "json/partialtree.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <string>

namespace espalier::cli {

/// The lines of --ndjson while a run goes on: partial, item, text, change. The result line is not among them.
///
/// Partial lines hold the whole object, so they come only when something visible changed, at most 30 a
/// second, and less often when the object has grown so large that printing it takes a noticeable part of that
/// time. The first change and the last one are always printed. Thread: that of the run.
class EventLines : public QObject
{
    Q_OBJECT

public:
    struct What
    {
        bool partial = false;
        bool text = false;
        bool changes = false;
        bool items = false;
    };

    EventLines(const run::ExtractionRun &run, std::string document, What what, Output &output,
               QObject *parent = nullptr);

    /// Prints what is still held back. To be called before the result line.
    void flush();

private:
    void takeChanges(const json::TreeChanges &changes);
    void takeText(const QByteArray &bytes);
    void takeItem(int index, const json::Value &item);
    void printPartial();
    void printText(std::size_t length);
    [[nodiscard]] json::Value::Object head(const char *type) const;

    What m_what;
    std::string m_document;
    Output &m_output;
    json::PartialTree m_tree;
    std::string m_text; ///< bytes of a character that has not come wholly
    QElapsedTimer m_sincePartial;
    QTimer m_nextPartial;
    qint64 m_pauseMs = 0;
    int m_attempt = 1;
    bool m_visibleChange = false;
    bool m_changePrinted = false;
};

} // namespace espalier::cli
