namespace Ponte.Pbx.Flows;

/// <summary>What happens in a trial.</summary>
public enum FlowTrialKind
{
    /// <summary>A step decided something by itself.</summary>
    Step,

    /// <summary>Something is said.</summary>
    Says,

    /// <summary>Something is said before the call is answered.</summary>
    Announces,

    /// <summary>The caller pressed keys; empty: nothing.</summary>
    Pressed,

    /// <summary>Somebody is called.</summary>
    Calls,

    /// <summary>Who was called did not answer.</summary>
    Failed,

    /// <summary>A web service would be asked.</summary>
    Asks,

    /// <summary>What the service answers, as given.</summary>
    Answered,

    /// <summary>The caller's next key is awaited.</summary>
    Waits,

    /// <summary>The caller leaves a message.</summary>
    Records,

    /// <summary>A mail is sent.</summary>
    Mails,

    /// <summary>The call ends.</summary>
    HangsUp,

    /// <summary>The call ends because the flow goes round in a circle.</summary>
    Runaway,
}
