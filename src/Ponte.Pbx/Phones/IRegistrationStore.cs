using System.Collections.Immutable;

namespace Ponte.Pbx.Phones;

/// <summary>Keeps registrations for the next process.</summary>
public interface IRegistrationStore
{
    /// <summary>
    /// These are now the bindings of an account that are worth keeping; none takes the account away. Called under a lock, in the order of the
    /// changes, on any thread: it takes note and returns. What is not written when the process dies is made good by the phone's next REGISTER.
    /// </summary>
    void Keep(string account, ImmutableArray<StoredBinding> bindings);
}
