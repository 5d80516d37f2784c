using Ponte.Sip.Authentication;

namespace Ponte.Sip.Agent;

/// <summary>Who has a dialog and sends requests inside it: a call or a subscription.</summary>
internal interface IDialogHolder
{
    /// <summary>The endpoint it lives on.</summary>
    SipEndpoint Endpoint { get; }

    /// <summary>Gives the flows of its requests.</summary>
    DialogPath Path { get; }

    /// <summary>Answers challenges; null without credentials.</summary>
    DigestClient? Digest { get; }

    /// <summary>How we present ourselves.</summary>
    SessionSettings Settings { get; }
}
