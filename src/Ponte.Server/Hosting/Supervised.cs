namespace Ponte.Server.Hosting;

/// <summary>What became of an order to supervise a call.</summary>
internal enum Supervised
{
    /// <summary>It is done, or the supervisor's phones ring.</summary>
    Done,

    /// <summary>There is no such call between two parties now.</summary>
    NoCall,

    /// <summary>The supervisor is no user of the company, or talks in the call.</summary>
    NoUser,

    /// <summary>The agent is no party of the call.</summary>
    NoAgent,

    /// <summary>Somebody else supervises it.</summary>
    Taken,

    /// <summary>There are too many calls, or the server is stopping.</summary>
    Busy,
}
