using Ponte.Calls.Model;
using Ponte.Pbx.Directories;

namespace Ponte.Pbx.Routing;

/// <summary>
/// Puts the directory's names to the parties of a call. They go before what the carrier says; both parties are looked up, because who is called
/// may be transferred and then is the one whose name the new party sees.
/// </summary>
internal sealed class CallNames(IDirectory directory)
{
    /// <summary>The parties with their names, where the directory knows them in time.</summary>
    public async ValueTask<(Party Caller, Party Called)> FindAsync(Party caller, Party called, CancellationToken cancellationToken)
    {
        var callerName = NameAsync(caller, cancellationToken);
        var calledName = NameAsync(called, cancellationToken);
        return (caller with { Name = await callerName ?? caller.Name }, called with { Name = await calledName ?? called.Name });
    }

    /// <summary>Nobody is asked for who is anonymous.</summary>
    private async ValueTask<string?> NameAsync(Party party, CancellationToken cancellationToken)
    {
        if (party.IsAnonymous || party.Number.Length == 0)
        {
            return null;
        }
        try
        {
            return (await directory.FindAsync(party.Number, cancellationToken))?.Name;
        }
        catch (OperationCanceledException)
        {
            // The call is over: its plan is wanted at once.
            return null;
        }
    }
}
