// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "exosense/otaureport.h"
#include "timeline/finding.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <span>
#include <vector>

/// What a gateway's session reported, beside what the sequence of exosense.md 13 expects. Pure functions.
namespace ota {

class EventStore;
struct SessionRow;

/// One report of a session, or as many of one step as the timeline folded into one.
struct SeenStatus
{
    quint64 seq = 0;                     ///< Of the event that has it.
    qint64 hostNs = 0;                   ///< When it came.
    std::optional<qint64> deviceNs = {}; ///< When the device says that it was.
    QString version = {};
    std::optional<OtauStatus> status = {}; ///< Nothing: one that the schema does not know.
    QString text = {};                     ///< The status as it was reported.
    QString message = {};
    quint64 count = 1; ///< With those that were folded into it.

    /// The time that counts for the order: the device's, unless its clock is further off than the checker takes.
    qint64 timeNs() const;
};

/// For how long nothing was heard, as a checker noticed.
struct SeenSilence
{
    quint64 seq = 0;
    qint64 hostNs = 0;
    QString code = {}; ///< XS-STALL, XS-UNCONFIRMED
    QString message = {};
};

/// One line of the sequence: a place that is expected, with what was reported for it.
struct SequenceRow
{
    enum class Kind
    {
        Reported,
        LeftOut,   ///< Something later came instead; a device may do that.
        CameLater, ///< Left out here, and reported behind a later status.
        Awaited,   ///< Not yet.
        NotReached,
        Silence ///< Nothing was heard.
    };
    enum class Order
    {
        Fine,
        Repeated,
        Backward,
        Ended,   ///< An error, or the abort.
        Foreign, ///< About another version.
        Unknown, ///< None of the fifteen.
        Late     ///< After another version was wanted.
    };

    Kind kind = Kind::Reported;
    Order order = Order::Fine;
    std::optional<OtauStatus> expected = {}; ///< Its place; errors and what the schema does not know have none.
    QString reported = {};                   ///< As the device wrote it.
    QString version = {};                    ///< Where it is another than the requested one.
    QString message = {};                    ///< Of the last of them.
    quint64 count = 0;                       ///< Reports in this line.
    qint64 firstNs = 0;
    qint64 lastNs = 0;
    std::optional<qint64> deviceNs = {}; ///< Of the first.
    std::optional<qint64> sinceNs = {};  ///< From the report before.
    std::optional<double> fromPercent = {};
    std::optional<double> untilPercent = {};
    QStringList codes = {}; ///< Findings of this place.
    quint64 firstSeq = 0;
    quint64 lastSeq = 0;

    bool operator==(const SequenceRow&) const = default;
};

/// What is known of a session besides its reports.
struct SequenceSubject
{
    QString version = {}; ///< The requested one.
    SessionResult result = SessionResult::Running;
    std::optional<qint64> supersededNs = {};
    std::vector<Finding> findings = {};
    std::vector<SeenSilence> silences = {};
};

/// How the request went to the device (exosense.md 8); 0: not yet.
struct RequestTrail
{
    qint64 requestedNs = 0;
    qint64 deliveredNs = 0;
    qint64 answeredNs = 0;   ///< It wrote `config_otau`.
    bool isEarlier = false;  ///< It was requested for an attempt before this one.
    QString answerCode = {}; ///< XA-CLEARED, XA-DIFFERENT; empty: acknowledged as it should be.

    bool operator==(const RequestTrail&) const = default;
};

/// The expected sequence beside the seen one.
struct StatusSequence
{
    std::vector<SequenceRow> rows;
    RequestTrail trail;
    QString deviceClock; ///< How the device's clock goes, by the times of its records; empty: it gave none.

    quint64 reports() const;
    int leftOut() const;
    /// Lines that a finding or an error is about.
    int odd() const;
};

/// `seen` in any order.
StatusSequence statusSequence(std::vector<SeenStatus> seen, const SequenceSubject& subject);

/// From what the timeline has of a session: all its events, and its findings.
StatusSequence statusSequence(const SessionRow& session, std::span<const Event> events,
                              const std::vector<Finding>& findings);

/// Reads what the store has of a session. Error: Unsupported for another world's session, Io.
Result<StatusSequence> readSequence(const EventStore& store, const SessionRow& session);

QString keyOf(SequenceRow::Kind kind);
QString keyOf(SequenceRow::Order order);

/// What is to be said of a line: `left out (allowed)`, `back from DOWNLOAD_SUCCESS`; empty where all is as expected.
QString judgementOf(const SequenceRow& row);
/// `DOWNLOAD_STEP × 10000, 0 → 100 %`
QString reportedText(const SequenceRow& row);
/// `requested 10:28:16 · delivered 10:28:16 · acknowledged 10:28:17`
QString trailText(const RequestTrail& trail);

/// All of it as a table of text, for the clipboard and the shell.
QString sequenceText(const StatusSequence& sequence);
QJsonObject toJson(const StatusSequence& sequence);

} // namespace ota
