// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/synonyms.h"

#include <iterator>

namespace espalier::practice {

namespace {

// clang-format off
constexpr SynonymLine table[] = {
    // money
    {"total", "grand total|total amount|amount due|total due|balance due|amount payable|invoice total|order total|total price|"
              "total cost|total sum|sum|amount total|total payable|gesamt|gesamtbetrag|gesamtsumme|gesamtpreis|rechnungsbetrag|"
              "endbetrag|summe|zu zahlen|zahlbetrag|bruttobetrag|bruttosumme|brutto|gross|gross amount|gross total"},
    {"subtotal", "sub total|net|net total|net amount|netto|nettobetrag|nettosumme|zwischensumme"},
    {"tax", "vat|gst|sales tax|tax amount|vat amount|mwst|ust|mehrwertsteuer|umsatzsteuer|steuer|steuerbetrag"},
    {"price", "cost|preis|kosten|charge|fee"},
    {"unit price", "einzelpreis|stückpreis|price each|per unit|e-preis|price per unit|ep"},
    {"amount", "betrag|value|wert"},
    {"currency", "währung"},
    {"discount", "rabatt|nachlass|skonto"},
    {"salary", "gehalt|wage|pay|lohn|income|einkommen"},
    {"rent", "miete|kaltmiete"},
    {"deposit", "kaution|anzahlung"},
    // numbers and papers
    {"number", "no|nr|nummer|num|id|identifier|#|code|№"},
    {"invoice", "rechnung|bill|receipt|beleg|quittung|rg|re"},
    {"order", "bestellung|auftrag|purchase order|po"},
    {"order number", "bestellnummer|bestell nr|auftragsnummer"},
    {"booking", "reservation|buchung|reservierung|confirmation"},
    {"quote", "quotation|angebot|offer|estimate"},
    {"reference", "ref|referenz|aktenzeichen|zeichen"},
    {"customer number", "kundennummer|kunden nr|kdnr|client id"},
    {"quantity", "qty|menge|anzahl|count|piece|stück|pcs|unit count|stk|how many"},
    {"account", "konto|bankkonto"},
    {"tax number", "vat id|ust id|ustid|ust idnr|steuernummer|tax id|vat number|vat reg no"},
    // time
    {"date", "datum|day|tag|when"},
    {"issue date", "date of issue|issued|issued on|invoice date|rechnungsdatum|ausgestellt|ausstellungsdatum|date issued|"
                   "dated|billing date|vom|ausgestellt am|belegdatum|issue"},
    {"due date", "payment due|due by|due on|pay by|payable by|fällig am|fälligkeitsdatum|fälligkeit|zahlbar bis|fällig|deadline|"
                 "due|payable|payment deadline|frist|abgabe"},
    {"birth date", "date of birth|birthday|birthdate|dob|born|born on|geburtsdatum|geboren|geboren am|geb|geburtstag"},
    {"order date", "bestelldatum|date of order|ordered on|bestellt am|ordered"},
    {"birth place", "birthplace|geburtsort|place of birth"},
    {"start", "begin|beginning|beginn|anfang|ab|check in|checkin|check-in|since|seit|effective|anreise"},
    {"end", "finish|until|till|ende|bis|check out|checkout|check-out|through|abreise|expiry|expire|expiration|valid until|"
            "gültig bis"},
    {"delivery", "deliver|lieferung|liefer|shipment|shipping|ship|versand|lieferdatum|shipped"},
    {"departure", "depart|abflug|abfahrt|leave|leaving|departing"},
    {"arrival", "arrive|ankunft|arriving"},
    {"time", "uhrzeit|zeit|uhr|o'clock"},
    {"duration", "dauer|take|lasting|last for"},
    {"year", "jahr"},
    {"publish", "published|veröffentlicht|erschienen|publication|release|released"},
    {"found", "founded|gegründet|established|founding"},
    {"hire", "hired|joined|eingestellt|joining"},
    // people
    {"name", "full name|fullname|namen"},
    {"first name", "vorname|given name|firstname|forename"},
    {"last name", "nachname|surname|family name|lastname|familienname"},
    {"age", "alter|aged|year old|years old|years of age|jahre alt|jährig"},
    {"customer", "client|kunde|kundin|buyer|bill to|billed to|sold to|purchaser|käufer|besteller|auftraggeber|"
                 "rechnungsempfänger"},
    {"seller", "vendor|supplier|merchant|verkäufer|lieferant|issuer|issued by|billed by|aussteller|shop|store"},
    {"sender", "absender"},
    {"recipient", "empfänger|addressee|ship to|deliver to|delivered to"},
    {"company", "employer|organisation|organization|firm|firma|unternehmen|arbeitgeber|business|works at|work for|bei"},
    {"job", "job title|position|role|occupation|profession|beruf|designation|tätigkeit|stelle|work as|works as|working as"},
    {"department", "abteilung|dept|division"},
    {"contact", "ansprechpartner|kontakt|contact person"},
    {"manager", "supervisor|boss|vorgesetzter|lead|leiter|leiterin"},
    {"author", "writer|autor|autorin|verfasser|written by|written"},
    {"director", "regie|regisseur|directed by|directed"},
    {"attendee", "participant|teilnehmer|teilnehmerin|attendance|anwesend|present|attending"},
    {"passenger", "traveller|traveler|reisender|fahrgast|passagier"},
    {"guest", "gast"},
    {"patient", "patientin"},
    {"user", "username|login|benutzer|nutzer|benutzername"},
    {"gender", "sex|geschlecht"},
    {"nationality", "staatsangehörigkeit|citizenship"},
    {"skill", "fähigkeit|kenntnis|competence|competency|tech stack|technology|expertise"},
    {"language", "sprache|speak|spricht|fluent|fluent in"},
    {"hobby", "interest|interesse|enjoy|like|love|interested in|mag|liebt"},
    {"experience", "erfahrung|berufserfahrung"},
    {"education", "ausbildung|studied|studierte|studium"},
    // reaching people
    {"email", "e mail|e-mail|mail|email address|mailadresse|e-mail-adresse|e-mail adresse|emailadresse"},
    {"phone", "telephone|tel|telefon|phone number|fon|telefonnummer|rufnummer|contact number|call|ph|telephone number"},
    {"mobile", "cell|cellphone|handy|mobil|mobilnummer|handynummer|mobile phone|mobile number|cell phone"},
    {"fax", "telefax|faxnummer|fax number"},
    {"website", "url|web|homepage|link|webseite|internet|site|web site|web page"},
    {"address", "adresse|anschrift|residence|wohnhaft"},
    {"street", "strasse|straße|street address|address line|street name"},
    {"city", "town|stadt|ort|wohnort"},
    {"postal", "zip|zipcode|postal code|postcode|plz|postleitzahl|zip code"},
    {"country", "land|nation"},
    {"region", "state|province|bundesland|county|kanton"},
    {"house number", "hausnummer"},
    // things
    {"product", "article|artikel|item|produkt|ware|goods|position item"},
    {"description", "beschreibung|bezeichnung|detail|desc"},
    {"title", "titel|überschrift"},
    {"status", "zustand|condition"},
    {"priority", "priorität|urgency|dringlichkeit|severity"},
    {"category", "kategorie|type|kind|typ|sorte"},
    {"genre", "gattung"},
    {"color", "colour|farbe"},
    {"brand", "marke|manufacturer|hersteller|make|maker|made by"},
    {"model", "modell"},
    {"material", "made of|made from"},
    {"weight", "gewicht|weigh|mass|wiegt"},
    {"height", "höhe|tall|high|hoch"},
    {"width", "breite|wide|breit"},
    {"length", "länge|long|lang"},
    {"size", "größe|dimension|grösse|measure"},
    {"area", "fläche|wohnfläche|living area|floor area|square metre|square meter|quadratmeter|living space"},
    {"room", "zimmer|raum"},
    {"bedroom", "schlafzimmer"},
    {"bathroom", "badezimmer|bad"},
    {"floor", "etage|stockwerk|geschoss"},
    {"rating", "star|score|bewertung|stern|rated"},
    {"page", "seite"},
    {"stock", "lager|available|availability|verfügbar|lagernd"},
    {"warranty", "garantie|guarantee"},
    {"location", "venue|place|where|standort"},
    {"topic", "subject|agenda|thema|betreff|concerning|regarding|tagesordnung"},
    {"task", "todo|to do|action item|aufgabe|action"},
    {"assignee", "assigned to|owner|responsible|verantwortlich|zuständig"},
    {"ingredient", "zutat"},
    {"serving", "serve|portion|yield"},
    {"step", "schritt|instruction|anleitung"},
    {"temperature", "temperatur"},
    {"population", "einwohner|inhabitant|resident|people live"},
    {"capital", "hauptstadt"},
    {"flight", "flug"},
    {"train", "zug"},
    {"seat", "sitzplatz|sitz"},
    {"platform", "gleis"},
    {"origin", "from city|abflugort"},
    {"destination", "zielort|reiseziel|bound for"},
    {"symptom", "complain|beschwerde"},
    {"medication", "medicine|drug|medikament"},
    {"dosage", "dose|dosis"},
    {"diagnosis", "diagnose|diagnosed"},
    {"host", "server|hostname"},
    {"log level", "loglevel|logging level"},
    {"worker", "thread|process"},
    {"summary", "zusammenfassung|abstract"},
    {"bio", "biography|about"},
    {"comment", "kommentar|remark|note|notiz|bemerkung|anmerkung"},
    {"reason", "grund|cause|ursache|because"},
    {"goal", "ziel|objective|aim"},
    {"sentiment", "mood|stimmung"},
    {"member", "mitglied"},
    {"child", "children|kinder"},
    {"tag", "keyword|schlagwort|stichwort|hashtag|label"},
    {"feature", "merkmal|eigenschaft"},
    {"event", "veranstaltung"},
    {"meeting", "besprechung|sitzung|treffen"},
    {"payment", "zahlung|paid|bezahlung"},
    {"payment method", "zahlungsart|zahlungsweise|payment mode|paid by|paid with|zahlungsmethode"},
    {"team", "mannschaft"},
    {"iban", "kontonummer iban"},
    {"bic", "swift"},
    {"bank", "kreditinstitut"},
};
// clang-format on

} // namespace

SynonymTable synonyms() noexcept
{
    return {std::begin(table), std::end(table)};
}

} // namespace espalier::practice
