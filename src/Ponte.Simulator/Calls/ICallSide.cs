using System.Collections.Immutable;
using Ponte.Simulator.Media;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Calls;

/// <summary>What makes a simulated call one of Microsoft or of a carrier: how it writes, which way it goes, and what it does not bear.</summary>
internal interface ICallSide
{
    EventLoop Loop { get; }

    SipAgent Agent { get; }

    /// <summary>What it offers; null gives what it answers with.</summary>
    AudioCapabilities Capabilities(bool offering);

    MediaEndpoint OpenMedia();

    /// <summary>Turns a plain description of ours into one of this side's looks.</summary>
    /// <param name="description">The plain description.</param>
    /// <param name="offering">Whether it is an offer.</param>
    SessionDescription Dress(SessionDescription description, bool offering);

    /// <summary>The master key identifier of our keys; empty for none.</summary>
    ImmutableArray<byte> Mki { get; }

    /// <summary>Gives a dialog that an INVITE of Ponte began our Contact and route.</summary>
    void Prepare(SimulatedCall call, Dialog dialog, ServerExchange invite);

    /// <summary>A request within a dialog, or the INVITE that makes it.</summary>
    MessageText Request(SimulatedCall call, RequestParts parts);

    /// <summary>A response to a request of the call.</summary>
    MessageText Response(SimulatedCall call, SipRequest request, ResponseParts parts);

    /// <summary>The wire for a request within the dialog; null if there is none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="elsewhere">Whether it must have another source address than the INVITE's connection, if there is one.</param>
    Task<Wire?> OpenAsync(SimulatedCall call, bool elsewhere);

    /// <summary>Why a re-offer is refused; null if it is not.</summary>
    CallRefusal? CheckReoffer(SimulatedCall call, SessionDescription offer);

    /// <summary>What is wrong with an answer to our offer; null if nothing is.</summary>
    string? CheckAnswer(SessionDescription offer, SessionDescription answer);

    /// <summary>What is wrong with a request within a dialog; null if nothing is.</summary>
    string? CheckInDialog(SimulatedCall call, SipRequest request, Wire wire);

    /// <summary>
    /// A request within a dialog that is no offer: NOTIFY, INFO, BYE. True: the side answers it itself; else it gets 200, and a BYE ends the
    /// call.
    /// </summary>
    bool Takes(SimulatedCall call, ServerExchange exchange);

    /// <summary>An INVITE of ours failed. True: another attempt was begun.</summary>
    /// <param name="call">The call.</param>
    /// <param name="status">The status, also where it stands for silence.</param>
    /// <param name="response">The response; null without one.</param>
    bool OnInviteFailed(SimulatedCall call, int status, SipResponse? response);

    /// <summary>The phase changed.</summary>
    void OnPhase(SimulatedCall call);

    /// <summary>Ponte did what it must not do.</summary>
    void OnViolation(string text);
}
