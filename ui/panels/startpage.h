// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/samples.h"

#include <QAbstractButton>
#include <QList>
#include <QScrollArea>
#include <QStringList>

class QVBoxLayout;

namespace espalier::ui {

/// A sample as a card to press: icon, name, a line about it.
class SampleCard : public QAbstractButton
{
    Q_OBJECT

public:
    explicit SampleCard(const Sample &sample, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_about;
    QString m_icon;
};

/// Where one begins: the samples, a new recipe, a file, an endpoint, and the recipes of the last days.
class StartPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit StartPage(const QList<Sample> &samples, QWidget *parent = nullptr);
    /// Paths, newest first; what is not there any more is left out.
    void setRecent(const QStringList &paths);
    /// The work that was open before; empty: none. Offers to go back to it.
    void setOpenWork(const QString &name);

Q_SIGNALS:
    void sampleWanted(int index);
    void newWanted();
    void openWanted();
    void endpointWanted();
    void recentWanted(const QString &path);
    void backWanted();

protected:
    /// Return presses what has the focus, as Space does.
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLayout *makeHead();
    QLayout *makeCards(const QList<Sample> &samples);
    QLayout *makeBegin();

    QAbstractButton *m_back = nullptr;
    QWidget *m_recentPart = nullptr;
    QVBoxLayout *m_recent = nullptr;
};

} // namespace espalier::ui
