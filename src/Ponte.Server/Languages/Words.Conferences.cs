namespace Ponte.Server.Languages;

/// <content>Conference rooms and supervision.</content>
internal sealed partial class Words
{
    public string RoomsCommand => T("Show the conference rooms and who is in them", "Mostra le sale di conferenza e chi c'è");
    public string RoomMuteCommand => T("The others hear a member no more", "Gli altri non sentono più un partecipante");
    public string RoomUnmuteCommand => T("The others hear a member again", "Gli altri sentono di nuovo un partecipante");
    public string RoomRemoveCommand => T("Remove a member from a room", "Allontana un partecipante da una sala");
    public string RoomArgument => T("The room's key", "La chiave della sala");
    public string RoomMemberArgument => T("The member's number in the list", "Il numero del partecipante nell'elenco");
    public string NoRooms => T("The company document has no rooms.", "Il documento aziendale non ha sale.");
    public string Room => T("Room", "Sala");
    public string Members => T("Members", "Partecipanti");
    public string Member => T("Member", "Partecipante");
    public string Since => T("Since", "Da");
    public string Muted => T("muted", "muto");
    public string HasPin => T("PIN", "PIN richiesto");
    public string ListenCommand =>
        T(
            "Listen to a call; keys during it: 4 listen, 5 whisper to the agent, 6 talk to both, 7 take over",
            "Ascolta una chiamata; tasti: 4 ascolto, 5 sussurro all'operatore, 6 intervento, 7 subentro"
        );
    public string ListenWithOption =>
        T("The supervisor, whose phones ring: key or extension", "Il supervisore, che viene chiamato: chiave o interno");
    public string ListenWhisperOption =>
        T("Only this party of the call hears the supervisor", "Solo questa parte della chiamata sente il supervisore");
    public string ListenBargeOption => T("Both parties hear the supervisor", "Entrambe le parti sentono il supervisore");
    public string ListenTakeOverOption => T("The supervisor takes the agent's place", "Il supervisore prende il posto dell'operatore");
    public string ListenStopOption => T("Let the supervisor go", "Congeda il supervisore");
    public string ListenChoice =>
        T("Give one of --whisper, --barge, --take-over and --stop.", "Indicare solo uno tra --whisper, --barge, --take-over e --stop.");
    public string ListenNeedsWith => T("Give the supervisor with --with.", "Indicare il supervisore con --with.");

    public string Supervising(string with) => T($"{with} is rung, or there already.", $"{with} viene chiamato, o è già in linea.");
}
