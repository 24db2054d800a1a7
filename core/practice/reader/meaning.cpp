// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/field.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace espalier::practice {

namespace {

using Words = std::initializer_list<std::string_view>;

const Words moneyWords = {"total", "subtotal", "tax",     "price",  "amount", "discount", "salary",
                          "rent",  "deposit",  "cost",    "fee",    "budget", "revenue",  "balance",
                          "fare",  "donation", "payment", "profit", "expense"};
const Words personWords = {"person",    "people",     "user",      "profile",   "employee",    "contact",
                           "author",    "patient",    "guest",     "candidate", "student",     "member",
                           "attendee",  "passenger",  "player",    "child",     "applicant",   "staff",
                           "resume",    "cv",         "friend",    "customer",  "speaker",     "witness",
                           "human",     "individual", "colleague", "lead",      "participant", "tenant",
                           "volunteer", "driver",     "teacher",   "doctor",    "sibling",     "parent"};
const Words roleWords = {
    "author",    "customer",    "contact",   "manager",   "director",  "attendee",  "passenger",
    "guest",     "patient",     "sender",    "recipient", "assignee",  "doctor",    "teacher",
    "student",   "employee",    "speaker",   "person",    "winner",    "candidate", "tenant",
    "landlord",  "driver",      "artist",    "singer",    "actor",     "ceo",       "founder",
    "friend",    "wife",        "husband",   "player",    "coach",     "chair",     "organizer",
    "organiser", "interviewer", "requester", "reporter",  "inventor",  "owner",     "composer",
    "signer",    "trainer",     "mother",    "father",    "donor",     "sponsor",   "photographer",
    "editor",    "translator",  "engineer",  "lawyer",    "judge",     "nurse",     "therapist",
    "captain",   "mayor",       "president", "minister",  "secretary", "treasurer", "instructor",
    "lecturer",  "painter",     "designer",  "victim",    "suspect",   "band",      "supervisor"};
const Words companyWords = {"company",    "seller", "brand", "airline",    "publisher",
                            "carrier",    "bank",   "hotel", "restaurant", "school",
                            "university", "team",   "club",  "agency"};

bool isPersonLike(const Concepts &parent, const std::vector<Concepts> &siblings)
{
    if (hasAnyConcept(parent, personWords))
        return true;
    return std::any_of(siblings.begin(), siblings.end(), [](const Concepts &name) {
        return hasAnyConcept(name, {"age", "birth", "hobby", "gender", "job", "nationality", "first",
                                    "surname", "street", "postal"}) ||
               (name.size() == 1 && hasAnyConcept(name, {"email", "phone", "bio"}));
    });
}

Meaning ofFormat(std::string_view format)
{
    static constexpr std::pair<std::string_view, Meaning> known[] = {
        {"email", Meaning::Email},        {"idn-email", Meaning::Email}, {"uri", Meaning::Website},
        {"url", Meaning::Website},        {"iri", Meaning::Website},     {"date", Meaning::Date},
        {"date-time", Meaning::DateTime}, {"time", Meaning::Time}};
    for (const auto &[name, meaning] : known) {
        if (name == format)
            return meaning;
    }
    return Meaning::Other;
}

Meaning ofContact(const Concepts &name, bool numeric)
{
    if (numeric)
        return Meaning::Other;
    static const std::pair<std::string_view, Meaning> known[] = {
        {"email", Meaning::Email},        {"phone", Meaning::Phone},       {"mobile", Meaning::Phone},
        {"fax", Meaning::Phone},          {"website", Meaning::Website},   {"iban", Meaning::Iban},
        {"currency", Meaning::Currency},  {"street", Meaning::Street},     {"city", Meaning::City},
        {"region", Meaning::Region},      {"postal", Meaning::PostalCode}, {"country", Meaning::Country},
        {"address", Meaning::AddressText}};
    if (hasConcept(name, "house") && hasConcept(name, "number"))
        return Meaning::HouseNumber;
    for (const auto &[word, meaning] : known) {
        if (hasConcept(name, word))
            return meaning;
    }
    return Meaning::Other;
}

Meaning ofNumber(const Concepts &name)
{
    if (hasConcept(name, "age"))
        return Meaning::Age;
    if (hasAnyConcept(name, {"percent", "percentage", "prozent"}) ||
        (hasConcept(name, "rate") && hasAnyConcept(name, {"tax", "interest", "discount"})))
        return Meaning::Percent;
    if (hasAnyConcept(name, {"year", "publish"}) && !hasAnyConcept(name, {"experience", "warranty", "age"}))
        return Meaning::Year;
    if (hasConcept(name, "found") && name.size() == 1)
        return Meaning::Year;
    if (hasAnyConcept(name, {"quantity", "number", "rating"}))
        return Meaning::Number;
    return hasAnyConcept(name, moneyWords) ? Meaning::Money : Meaning::Number;
}

Meaning ofName(const Concepts &name, const Concepts &parent, const std::vector<Concepts> &siblings)
{
    if (hasConcept(name, "first") && hasConcept(name, "name"))
        return Meaning::FirstName;
    if (hasConcept(name, "last") && hasConcept(name, "name"))
        return Meaning::LastName;
    if (name.size() == 1 && hasConcept(name, "name")) {
        if (hasAnyConcept(parent, companyWords))
            return Meaning::Company;
        return isPersonLike(parent, siblings) || hasAnyConcept(parent, roleWords) ? Meaning::FullName
                                                                                  : Meaning::Subject;
    }
    if (hasAnyConcept(name, roleWords) && !hasAnyConcept(name, {"number", "type", "order"}))
        return Meaning::FullName;
    if (hasAnyConcept(name, personWords) && hasConcept(name, "name"))
        return Meaning::FullName;
    if (hasAnyConcept(name, companyWords))
        return Meaning::Company;
    if (hasConcept(name, "job") ||
        (hasConcept(name, "title") && name.size() == 1 && isPersonLike(parent, siblings)))
        return Meaning::Job;
    return hasAnyConcept(name, {"title", "product", "task", "topic", "event", "name"}) && name.size() <= 2
               ? Meaning::Subject
               : Meaning::Other;
}

/// "amount" beside "unit" is no money.
bool isMeasured(const std::vector<Concepts> &siblings)
{
    return std::any_of(siblings.begin(), siblings.end(),
                       [](const Concepts &each) { return each.size() == 1 && hasConcept(each, "unit"); });
}

} // namespace

bool isPersonRole(const Concepts &name)
{
    return hasAnyConcept(name, roleWords);
}

Meaning meaningOf(const Field &field, const Concepts &parent, const std::vector<Concepts> &siblings)
{
    if (!field.isScalar() || field.type == Field::Type::Boolean || !field.allowed.empty())
        return Meaning::Other;
    if (const Meaning meaning = ofFormat(field.format); meaning != Meaning::Other)
        return meaning;
    const Concepts name = field.names.empty() ? Concepts{} : field.names.front();
    if (field.isNumeric())
        return name.size() == 1 && hasConcept(name, "amount") && isMeasured(siblings) ? Meaning::Number
                                                                                      : ofNumber(name);
    if (name.size() == 1 && !parent.empty() && name.front() == parent.back() &&
        ofContact(name, false) != Meaning::AddressText)
        return hasAnyConcept(name, personWords) ? Meaning::FullName
                                                : Meaning::Subject; // a city's "city" is its name
    if (const Meaning meaning = ofContact(name, false); meaning != Meaning::Other)
        return meaning;
    if (field.key == "day" || field.key == "weekday" || field.key == "day_of_week")
        return Meaning::Weekday;
    if (hasConcept(name, "date") && !hasConcept(name, "place"))
        return Meaning::Date;
    if (hasAnyConcept(name, {"time"}) && name.size() <= 2)
        return Meaning::Time;
    if (hasConcept(name, "age") && name.size() == 1)
        return Meaning::Age;
    if (hasAnyConcept(name, moneyWords) &&
        !hasAnyConcept(name, {"number", "method", "status", "type", "term"}))
        return Meaning::Money;
    return ofName(name, parent, siblings);
}

} // namespace espalier::practice
