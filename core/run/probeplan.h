// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/extractionrun.h"
#include "run/probereport.h"
#include "run/runresult.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace espalier::run {

/// The questions of a probe, one after the other, and what their answers mean: a short text about a person,
/// the same each time, asked for in one way each.
///
/// Usage: request() while there is one, take() its result, in turn. Pure: the caller sends.
///
/// A way works when it gives the right kind of answer as asked: called with `tools`, without any mending in
/// `json`, and nothing optional had to be left out. Questions are passed over when an answer before has
/// settled them: of the dialects of json_schema those behind the first that works.
class ProbePlan
{
public:
    /// `base`: profile, secrets and model of the endpoint; what else a question needs is put in here.
    explicit ProbePlan(ExtractionRequest base);

    /// The next question; nullopt: all were asked.
    [[nodiscard]] std::optional<ExtractionRequest> request() const;
    void take(const RunResult &result);

    /// Why no further question is of use: the endpoint cannot be reached, the key is refused, it is out of
    /// credit, the model is not there, it takes no limit of tokens, or what it counts would break the
    /// estimate.
    [[nodiscard]] const std::optional<Error> &fatal() const { return m_fatal; }
    [[nodiscard]] const ProbeReport &report() const { return m_report; }

    /// Of all questions, before any is asked.
    struct Estimate
    {
        int requests = 0;           ///< at most
        std::int64_t tokens = 0;    ///< at most: what ProbeReport::tokensSpent never exceeds
        std::int64_t usual = 0;     ///< tokens of an endpoint that answers all of them in few words
        std::optional<double> cost; ///< of `tokens`; absent without a price: unknown, never zero
        std::string currency;       ///< of the cost
    };
    /// Each question is at most its prompt, which the estimate may take for half of what it is
    /// (tokenestimate.h), and as much answer as is read of it: more than max_tokens asks for by what a count
    /// without the vocabulary may be wrong. A question is paid for once: only what a server refused with an
    /// HTTP status is sent again.
    [[nodiscard]] const Estimate &estimate() const { return m_estimate; }

private:
    [[nodiscard]] ExtractionRequest requestOf(std::size_t step) const;
    void makeEstimate();
    void count(const RunResult &result);
    void takeFaults(const RunResult &result);
    void takeAnswer(const RunResult &result);
    void skipSettled();

    ExtractionRequest m_base;
    Estimate m_estimate;
    std::vector<std::int64_t> m_most; ///< tokens of each question
    std::int64_t m_told = 0;          ///< tokens as the endpoint counts them
    ProbeReport m_report;
    bool m_streamOptionsRefused = false; ///< then usage that is told proves nothing: it is not asked for
    std::optional<Error> m_fatal;
    std::size_t m_step = 0;
};

} // namespace espalier::run
