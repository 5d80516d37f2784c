namespace Ponte.Server.Api;

/// <summary>The paths of the admin API, known to server and client.</summary>
internal static class AdminPaths
{
    /// <summary>Everything that only the admin socket serves.</summary>
    public const string Root = "/admin";

    /// <summary>GET: how the server is.</summary>
    public const string Status = Root + "/status";

    /// <summary>GET: the document in force. POST: puts the body in force.</summary>
    public const string Document = Root + "/document";

    /// <summary>POST: compares the body with the document in force.</summary>
    public const string Difference = Root + "/document/difference";

    /// <summary>GET: the newest calls.</summary>
    public const string Calls = Root + "/calls";

    /// <summary>GET: the calls that go on and their changes, one JSON object a line.</summary>
    public const string Live = Root + "/calls/live";

    /// <summary>GET: how the lines are.</summary>
    public const string Lines = Root + "/lines";

    /// <summary>GET: what the doctor finds now.</summary>
    public const string Doctor = Root + "/doctor";

    /// <summary>GET: the phones, and where they are registered.</summary>
    public const string Phones = Root + "/phones";

    /// <summary>Below it the users.</summary>
    public const string Users = Root + "/users";

    /// <summary>GET: what would become of a call.</summary>
    public const string Route = Root + "/route";

    /// <summary>GET: how the directories are.</summary>
    public const string Directories = Root + "/directories";

    /// <summary>GET: contacts that contain a text.</summary>
    public const string Contacts = Root + "/contacts";

    /// <summary>Below it the address books. GET: as CSV. POST: the body takes its place. DELETE: takes it away.</summary>
    public const string Books = Root + "/books";

    /// <summary>Below it a number. GET: its name.</summary>
    public const string Names = Root + "/names";

    /// <summary>GET: the rooms and who is in them. <c>/{id}/members/{leg}/mute</c>, <c>unmute</c>, <c>remove</c>: POST.</summary>
    public const string Rooms = Root + "/rooms";

    /// <summary>Flows. <c>/{name}/trial</c>: GET plays one as text.</summary>
    public const string Flows = Root + "/flows";

    /// <summary>GET: who signs in on the pages. Below it an account: PUT makes it or sets its password, DELETE takes it away.</summary>
    public const string Accounts = Root + "/accounts";

    /// <summary>GET: what the calendars say at a time. <c>/{name}/switch?to=day</c>: POST sets one by hand.</summary>
    public const string Recordings = Root + "/recordings";

    /// <summary>Boxes for messages.</summary>
    public const string Voicemail = Root + "/voicemail";

    /// <summary>Calendars.</summary>
    public const string Calendars = Root + "/calendars";

    /// <summary>GET: the mails that are not sent. <c>/retry</c>, <c>/test?to=</c>: POST tries them all, and one mail, at once. <c>/{id}</c>: DELETE takes one away.</summary>
    public const string Mail = Root + "/mail";

    /// <summary>The header that says who applies a document or imports a book.</summary>
    public const string AppliedByHeader = "Applied-By";

    /// <summary>An address book.</summary>
    public static string Book(string name) => $"{Books}/{Uri.EscapeDataString(name)}";

    /// <summary>An account.</summary>
    public static string Account(string name) => $"{Accounts}/{Uri.EscapeDataString(name)}";

    /// <summary>The name of a number.</summary>
    public static string Name(string number) => $"{Names}/{Uri.EscapeDataString(number)}";

    /// <summary>GET: one call.</summary>
    public static string Call(string id) => $"{Calls}/{Uri.EscapeDataString(id)}";

    /// <summary>GET: a call's SIP messages.</summary>
    public static string Messages(string id) => $"{Call(id)}/messages";

    /// <summary>POST: calls the number of the query for a user.</summary>
    public static string Dial(string user) => $"{Users}/{Uri.EscapeDataString(user)}/dial";

    /// <summary>POST: hangs a call up.</summary>
    public static string HangUp(string id) => $"{Call(id)}/hangup";
}
