namespace Ponte.Server.Web.Accounts;

/// <summary>What an account may do; in JSON with a small letter.</summary>
internal enum Role
{
    /// <summary>Own calls, forwards and devices.</summary>
    User,

    /// <summary>Looks at everything but accounts and keys, and changes nothing.</summary>
    Reader,

    /// <summary>Works on queues, beside what a user may.</summary>
    Agent,

    /// <summary>Works at a desk, beside what a user may.</summary>
    Attendant,

    /// <summary>Sees all calls, and ends them.</summary>
    Supervisor,

    /// <summary>Everything.</summary>
    Administrator,
}
