using System.Globalization;
using Ponte.Calls.Model;
using Ponte.Server.History;

namespace Ponte.Server.Languages;

/// <content>Why calls end, and what they are doing.</content>
internal sealed partial class Words
{
    /// <summary>Why a call or leg ended, as a sentence, with what the protocol said behind it.</summary>
    public string Why(CallEnd end)
    {
        var parts = new List<string>();
        if (end.SipStatus != 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"SIP {end.SipStatus}"));
        }
        if (end.Q850 != 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"Q.850 {end.Q850}"));
        }
        if (end.Detail.Length > 0)
        {
            parts.Add(end.Detail);
        }
        return parts.Count == 0 ? Sentence(end) : $"{Sentence(end)} ({string.Join("; ", parts)})";
    }

    /// <summary>What a call is doing.</summary>
    public string Phase(CallPhase phase) =>
        phase switch
        {
            CallPhase.Calling => Calling,
            CallPhase.Ringing => Ringing,
            CallPhase.Talking => Talking,
            CallPhase.Held => Held,
            _ => Ended,
        };

    /// <summary>A party: name and number, or what stands for them.</summary>
    public string Party(Party party) =>
        party.IsAnonymous ? Anonymous
        : party.Name.Length == 0 ? party.Number
        : party.Number.Length == 0 ? party.Name
        : $"{party.Name} {party.Number}";

    private string Sentence(CallEnd end) =>
        end.Cause switch
        {
            EndCause.Normal => HangUp(end.Side),
            EndCause.Abandoned => T("The caller gave up before an answer", "Il chiamante ha rinunciato prima della risposta"),
            EndCause.AnsweredElsewhere => T("Another device took the call", "Ha risposto un altro dispositivo"),
            EndCause.Busy => T("The called party was busy", "Il chiamato era occupato"),
            EndCause.Declined => T("The called party declined the call", "Il chiamato ha rifiutato la chiamata"),
            EndCause.NoAnswer => T("Nobody answered in time", "Nessuno ha risposto in tempo"),
            EndCause.UnknownNumber => T("The number is known to nobody", "Il numero non esiste"),
            EndCause.Unreachable => T("The called party could not be reached", "Il chiamato non era raggiungibile"),
            EndCause.Forbidden => T("The caller may not make this call", "Il chiamante non è abilitato a questa chiamata"),
            EndCause.LineFull => T("Every channel of the line was taken", "Tutti i canali della linea erano occupati"),
            EndCause.LineDown => T("No line or hub answered", "Nessuna linea o nodo Microsoft ha risposto"),
            EndCause.NoCommonMedia => T(
                "The two sides share no codec or no media encryption",
                "Le due parti non hanno in comune un codec o la cifratura dei media"
            ),
            EndCause.MediaTimeout => T("No audio came for too long", "Non è arrivato audio per troppo tempo"),
            EndCause.MediaLost => T("The media process was lost", "Il processo dei media è caduto"),
            EndCause.SessionExpired => T("The far end no longer answered", "La controparte non rispondeva più"),
            EndCause.MaximumDuration => T("The longest allowed duration was reached", "È stata raggiunta la durata massima"),
            EndCause.ProtocolError => T("The far end broke the protocol", "La controparte ha violato il protocollo"),
            EndCause.Overload => T("Ponte was overloaded", "Ponte era sovraccarico"),
            EndCause.InternalError => T("Ponte failed; its log says more", "Errore di Ponte; il log dice di più"),
            EndCause.Shutdown => T("Ponte was being stopped", "Ponte veniva fermato"),
            EndCause.Loop => T("The call went round in a circle", "La chiamata girava in tondo"),
            EndCause.Transferred => T("The call was handed over", "La chiamata è stata trasferita"),
            EndCause.Merged => T("It goes on in another call", "Prosegue in un'altra chiamata"),
            EndCause.RemoteFailure => T("The far end failed", "La controparte ha avuto un errore"),
            _ => T("How it ended is not known", "Non si sa come sia terminata"),
        };

    private string HangUp(EndSide side) =>
        side switch
        {
            EndSide.Caller => T("The caller hung up", "Il chiamante ha riagganciato"),
            EndSide.Callee => T("The called party hung up", "Il chiamato ha riagganciato"),
            EndSide.System => T("Ponte hung up", "Ponte ha chiuso la chiamata"),
            _ => T("The conversation ended", "La conversazione è terminata"),
        };
}
