namespace Ponte.Calls.Routing;

/// <summary>What a caller goes through before somebody rings. Belongs to one call; called on its loop; members must not block.</summary>
public interface ICallFlow
{
    /// <summary>What is done first.</summary>
    /// <param name="now">The time, UTC.</param>
    FlowMove Begin(DateTimeOffset now);

    /// <summary>Something happened.</summary>
    /// <param name="input">What.</param>
    /// <param name="now">The time, UTC.</param>
    /// <returns>What is done next, in place of what is under way; null: that goes on.</returns>
    FlowMove? Take(FlowNews input, DateTimeOffset now);

    /// <summary>The steps taken since the last time this was asked.</summary>
    IEnumerable<FlowPassage> TakePath();

    /// <summary>The way is over, however it ended. Told once.</summary>
    void End() { }
}
