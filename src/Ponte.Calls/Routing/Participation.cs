namespace Ponte.Calls.Routing;

/// <summary>In what way somebody comes to a call in which others talk.</summary>
public enum Participation
{
    /// <summary>As one more party, whom all others hear and who hears all others.</summary>
    Member,

    /// <summary>As a supervisor, who hears both parties.</summary>
    Supervisor,
}
