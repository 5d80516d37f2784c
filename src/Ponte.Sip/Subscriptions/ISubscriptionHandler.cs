namespace Ponte.Sip.Subscriptions;

/// <summary>Knows the state that a peer subscribed to. Called on the subscription's loop; must not block.</summary>
public interface ISubscriptionHandler
{
    /// <summary>The state as it is now, whole (RFC 6665 section 4.2.2). Asked each time a NOTIFY goes out, so changes in quick succession cost one.</summary>
    NotifyBody State(Subscription subscription);

    /// <summary>The subscription is over: ended by the peer, run out, or its NOTIFY was refused. Comes once and nothing comes after it.</summary>
    void OnEnded(Subscription subscription);
}
