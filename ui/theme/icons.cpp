// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theme/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace espalier::ui {

namespace {

class TintedIconEngine : public QIconEngine
{
public:
    TintedIconEngine(const QString &file, QPalette::ColorRole role)
        : m_file(file)
        , m_role(role)
    {
    }

    QIconEngine *clone() const override { return new TintedIconEngine(*this); }

    QColor colour(QIcon::Mode mode) const
    {
        // Whatever an icon stands on, disabled it looks like disabled words.
        return mode == QIcon::Disabled
                   ? QApplication::palette().color(QPalette::Disabled, QPalette::ButtonText)
                   : QApplication::palette().color(QPalette::Active, m_role);
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(state)
        QFile file(m_file);
        if (!file.open(QIODevice::ReadOnly))
            return;
        QByteArray picture = file.readAll();
        picture.replace("currentColor", colour(mode).name().toLatin1());
        QSvgRenderer(picture).render(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        const QString key = QStringLiteral("espalier:%1:%2:%3x%4")
                                .arg(m_file, colour(mode).name(), QString::number(size.width()),
                                     QString::number(size.height()));
        QPixmap out;
        if (QPixmapCache::find(key, &out))
            return out;
        out = QPixmap(size);
        out.fill(Qt::transparent);
        QPainter painter(&out);
        paint(&painter, QRect(QPoint(), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, out);
        return out;
    }

private:
    QString m_file;
    QPalette::ColorRole m_role;
};

} // namespace

QIcon icon(const QString &name, QPalette::ColorRole role)
{
    return QIcon(new TintedIconEngine(QStringLiteral(":/icons/%1.svg").arg(name), role));
}

} // namespace espalier::ui
