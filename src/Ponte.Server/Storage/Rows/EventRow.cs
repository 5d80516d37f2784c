namespace Ponte.Server.Storage.Rows;

/// <summary>An event as it happened: what history is made of. Rows are only added.</summary>
internal sealed class EventRow
{
    /// <summary>The call's id.</summary>
    public string CallId { get; set; } = "";

    /// <summary>1 for the call's first event, then upwards.</summary>
    public int Sequence { get; set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The name of its type.</summary>
    public string Type { get; set; } = "";

    /// <summary>The event as JSON in UTF-8.</summary>
    public byte[] Payload { get; set; } = [];
}
