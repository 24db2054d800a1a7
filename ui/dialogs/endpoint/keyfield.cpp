// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/keyfield.h"

#include "theme/icons.h"

#include <QSignalBlocker>
#include <QStyle>
#include <QToolButton>

namespace espalier::ui {

KeyField::KeyField(QWidget *parent)
    : QLineEdit(parent)
    , m_eye(new QToolButton(this))
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                        Qt::ImhNoAutoUppercase);
    setContextMenuPolicy(Qt::NoContextMenu); // its undo would know too much while the key is shown
    m_eye->setIcon(icon(QStringLiteral("eye")));
    m_eye->setAutoRaise(true);
    m_eye->setCursor(Qt::ArrowCursor);
    m_eye->setToolTip(tr("Show while held down"));
    m_eye->setAccessibleName(tr("Show while held down"));
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_eye->setIconSize(QSize(size, size));
    setTextMargins(0, 0, m_eye->sizeHint().width(), 0);
    connect(m_eye, &QToolButton::pressed, this, [this] { reveal(true); });
    connect(m_eye, &QToolButton::released, this, [this] { reveal(false); });
}

secrets::Secret KeyField::secret() const
{
    QByteArray bytes = text().trimmed().toUtf8();
    secrets::Secret out(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    bytes.fill('\0');
    return out;
}

void KeyField::wipe()
{
    setText(QString()); // not clear(): that one can be undone
}

void KeyField::reveal(bool shown)
{
    if (shown == (echoMode() == QLineEdit::Normal))
        return;
    const QSignalBlocker quiet(this);
    const int cursor = cursorPosition();
    setText(text()); // in plain sight undo would bring back what stood there before
    setCursorPosition(cursor);
    setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
}

void KeyField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    const QSize size = m_eye->sizeHint();
    m_eye->setGeometry(width() - size.width() - 4, (height() - size.height()) / 2, size.width(),
                       size.height());
}

void KeyField::hideEvent(QHideEvent *event)
{
    reveal(false);
    QLineEdit::hideEvent(event);
}

} // namespace espalier::ui
