namespace Ponte.Server.Storage.Rows;

/// <summary>A user waits for another one to be free.</summary>
internal sealed class CallBackRow
{
    /// <summary>The key of the user who waits.</summary>
    public string Requester { get; set; } = "";

    /// <summary>The key of the user who is wanted.</summary>
    public string Wanted { get; set; } = "";

    /// <summary>What is dialled then.</summary>
    public string Number { get; set; } = "";

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Whether the wanted user was in a call since.</summary>
    public bool IsArmed { get; set; }

    /// <summary>How often the requester was rung in vain.</summary>
    public int Rings { get; set; }
}
