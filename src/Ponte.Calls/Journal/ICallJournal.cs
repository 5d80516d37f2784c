using Ponte.Calls.Model;

namespace Ponte.Calls.Journal;

/// <summary>Keeps the state of established calls over a restart. Called on any loop; members other than <see cref="Load"/> must not wait for anything and must not throw.</summary>
/// <remarks>What <see cref="Save"/> was given survives the death of the process from the moment in which it returns: a 200 may leave then.</remarks>
public interface ICallJournal
{
    /// <summary>Keeps the state in place of an earlier one of the same call.</summary>
    void Save(CallState state);

    /// <summary>Forgets a call that is over.</summary>
    void Remove(CallId call);

    /// <summary>All that is kept. Called once, before the first call.</summary>
    IEnumerable<CallState> Load();
}
