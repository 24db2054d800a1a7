// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "models/attempt.h"
#include "run/exchangejson.h"
#include "settings/endpointprofile.h"
#include "store/trystore.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

class QWidget;

namespace espalier::ui {

class CompareDialog;

/// What a person does with the attempts of a run: lays two side by side, saves one as a file. Dialogs belong
/// to `window`, which must outlive this.
class AttemptActions : public QObject
{
    Q_OBJECT

public:
    explicit AttemptActions(QWidget *window);

    /// What the attempts belong to. Their own result is not looked at but for the address. `profile`: who was
    /// asked, for the names of headers; holds no secret.
    void setRun(std::shared_ptr<const store::TryRecord> asked, settings::EndpointProfile profile);
    /// Two that have ended, the earlier one first.
    void compare(const Attempt &first, const Attempt &second);
    /// Asks where, and whether with its texts; then writes.
    void save(const run::AttemptRecord &record);
    /// The file that could not be written last, in another place. Nothing when all could.
    void saveElsewhere();
    /// Writes an exchange whole or not at all, readable for its owner alone. Error: CannotWrite.
    [[nodiscard]] std::optional<Error> write(const QString &path, const run::AttemptRecord &record,
                                             run::ExchangeTexts texts) const;

Q_SIGNALS:
    void saved(const QString &path);
    void failed(const espalier::Error &error);

private:
    void askWhere(const run::AttemptRecord &record, run::ExchangeTexts texts);

    QWidget *m_window;
    std::shared_ptr<const store::TryRecord> m_asked;
    settings::EndpointProfile m_profile;
    QPointer<CompareDialog> m_comparing; ///< the one that was ordered last
    std::function<void()> m_again;       ///< asks where what could not be written is to go
};

} // namespace espalier::ui
