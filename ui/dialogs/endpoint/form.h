// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/sectionlabel.h"

#include <QString>

class QGridLayout;
class QVBoxLayout;
class QWidget;

namespace espalier::ui {

/// A line below a field that says what is wrong with it, in amber; takes no room while there is nothing.
class FieldNote : public DimLabel
{
    Q_OBJECT

public:
    explicit FieldNote(QWidget *parent = nullptr);
    /// Plain text; empty hides it.
    void say(const QString &text);
};

/// A page of the endpoint dialog: sections one below the other, which scroll where there is little room.
/// `page` gets the layout; what is added goes into it.
[[nodiscard]] QVBoxLayout *makePage(QWidget *page);
/// A section of a page: its heading, and a grid with captions in the first column. Heading and grid stand in
/// the grid's parent widget, which can be hidden.
[[nodiscard]] QGridLayout *addSection(QVBoxLayout *page, const QString &title);
/// A caption and its field in the next row; the caption names the field.
void addField(QGridLayout *section, const QString &caption, QWidget *field, QWidget *label = nullptr);
/// Shows or hides a field with its caption.
void setRowVisible(QGridLayout *section, QWidget *field, bool visible);
/// In the next row, below the fields.
void addBelow(QGridLayout *section, QWidget *widget);

} // namespace espalier::ui
