using System.Collections.Immutable;

namespace Ponte.Pbx.Voicemail;

/// <summary>The prompts of boxes, which come with Ponte.</summary>
internal static class VoicePrompts
{
    public const string DoesNotAnswer = "vm-no-answer";
    public const string IsBusy = "vm-busy";
    public const string AfterBeep = "vm-after-beep";
    public const string BoxFull = "vm-box-full";
    public const string Kept = "vm-kept";
    public const string NotKept = "vm-not-kept";
    public const string TooShort = "vm-too-short";

    public const string EnterBox = "vm-enter-box";
    public const string NoSuchBox = "vm-no-such-box";
    public const string EnterPin = "vm-enter-pin";
    public const string WrongPin = "vm-wrong-pin";
    public const string Locked = "vm-locked";
    public const string NoAccess = "vm-no-access";
    public const string NoMessages = "vm-no-messages";
    public const string NewMessages = "vm-new-messages";
    public const string HeardMessages = "vm-heard-messages";
    public const string MainMenu = "vm-main-menu";
    public const string MessageFrom = "vm-message-from";
    public const string UnknownCaller = "vm-unknown-caller";
    public const string MessageMenu = "vm-message-menu";
    public const string NoMore = "vm-no-more";
    public const string Deleted = "vm-deleted";
    public const string KeptAsNew = "vm-kept-as-new";
    public const string NoNumber = "vm-no-number";
    public const string Copied = "vm-copied";
    public const string NotDone = "vm-not-done";
    public const string GreetingsMenu = "vm-greetings-menu";
    public const string GreetingMenu = "vm-greeting-menu";
    public const string NoGreeting = "vm-no-greeting";
    public const string SpeakGreeting = "vm-speak-greeting";
    public const string ReviewMenu = "vm-review-menu";
    public const string GreetingUsed = "vm-greeting-used";
    public const string GreetingDropped = "vm-greeting-dropped";
    public const string GreetingTooShort = "vm-greeting-too-short";
    public const string NewPin = "vm-new-pin";
    public const string RepeatPin = "vm-repeat-pin";
    public const string PinChanged = "vm-pin-changed";
    public const string PinsDiffer = "vm-pins-differ";
    public const string PinTooShort = "vm-pin-too-short";

    /// <summary>Their words: name, Italian, English.</summary>
    public static readonly ImmutableArray<(string Name, string Italian, string English)> Texts =
    [
        (DoesNotAnswer, "Risponde la segreteria telefonica di", "You have reached the voicemail of"),
        (IsBusy, "È momentaneamente occupato:", "Currently on another call:"),
        (AfterBeep, "Lasciate un messaggio dopo il segnale acustico.", "Please leave a message after the tone."),
        (BoxFull, "La casella è piena. Richiamate più tardi.", "The mailbox is full. Please call again later."),
        (Kept, "Il messaggio è stato registrato. Grazie.", "Your message has been recorded. Thank you."),
        (
            NotKept,
            "In questo momento non è possibile registrare messaggi. Richiamate più tardi.",
            "Messages cannot be recorded at the moment. Please call again later."
        ),
        (
            TooShort,
            "Il messaggio è troppo breve. Registratelo di nuovo dopo il segnale.",
            "That was too short. Please record it again after the tone."
        ),
        (EnterBox, "Digitare il numero della casella e cancelletto.", "Enter the number of the mailbox, then pound."),
        (NoSuchBox, "Questo numero non ha una casella.", "There is no mailbox at that number."),
        (EnterPin, "Digitare il PIN e cancelletto.", "Enter the PIN, then pound."),
        (WrongPin, "Il PIN non è corretto.", "That PIN is not right."),
        (
            Locked,
            "Troppi tentativi: la casella è bloccata. Riprovate più tardi.",
            "Too many attempts: the mailbox is locked. Try again later."
        ),
        (NoAccess, "Questa casella non si può ascoltare da qui.", "This mailbox cannot be listened to from here."),
        (NoMessages, "Non ci sono messaggi.", "There are no messages."),
        (NewMessages, "Messaggi nuovi:", "New messages:"),
        (HeardMessages, "Messaggi già ascoltati:", "Messages heard before:"),
        (
            MainMenu,
            "Per ascoltare i messaggi premere 1. Per i saluti premere 2. Per cambiare il PIN premere 3. Per terminare premere asterisco.",
            "For messages press 1. For greetings press 2. To change the PIN press 3. To end press star."
        ),
        (MessageFrom, "Messaggio da", "Message from"),
        (UnknownCaller, "Messaggio da un numero sconosciuto", "Message from an unknown number"),
        (
            MessageMenu,
            "Per riascoltare premere 1. Per il prossimo premere 2. Per cancellare premere 3. Per richiamare premere 4. Per conservare come nuovo premere 5. Per inoltrare premere 6. Per tornare al menù premere asterisco.",
            "To repeat press 1. For the next one press 2. To delete press 3. To call back press 4. To keep it as new press 5. To forward it press 6. For the main menu press star."
        ),
        (NoMore, "Non ci sono altri messaggi.", "There are no more messages."),
        (Deleted, "Messaggio cancellato. Per ripristinarlo premere 7.", "Message deleted. To restore it press 7."),
        (KeptAsNew, "Il messaggio resta nuovo.", "The message stays new."),
        (NoNumber, "Non è possibile richiamare.", "It is not possible to call back."),
        (Copied, "Il messaggio è stato inoltrato.", "The message has been forwarded."),
        (NotDone, "Non è stato possibile. Riprovate più tardi.", "That could not be done. Try again later."),
        (
            GreetingsMenu,
            "Per il saluto normale premere 1. Per quello di occupato premere 2. Per quello temporaneo premere 3. Per tornare al menù premere asterisco.",
            "For the usual greeting press 1. For the one when busy press 2. For the temporary one press 3. For the main menu press star."
        ),
        (
            GreetingMenu,
            "Per ascoltarlo premere 1. Per registrarlo premere 2. Per cancellarlo premere 3. Per tornare indietro premere asterisco.",
            "To listen to it press 1. To record it press 2. To delete it press 3. To go back press star."
        ),
        (NoGreeting, "Questo saluto non è registrato.", "This greeting is not recorded."),
        (
            SpeakGreeting,
            "Registrate il saluto dopo il segnale e premete cancelletto.",
            "Record the greeting after the tone, then press pound."
        ),
        (
            ReviewMenu,
            "Per riascoltare premere 1. Per registrare di nuovo premere 2. Per usare questo saluto premere 3. Per annullare premere asterisco.",
            "To listen again press 1. To record again press 2. To use this greeting press 3. To cancel press star."
        ),
        (GreetingUsed, "Il saluto è attivo.", "The greeting is in use."),
        (GreetingDropped, "Il saluto è cancellato.", "The greeting is deleted."),
        (GreetingTooShort, "Il saluto è troppo breve.", "The greeting is too short."),
        (NewPin, "Digitare il nuovo PIN, da 4 a 12 cifre, e cancelletto.", "Enter the new PIN of 4 to 12 digits, then pound."),
        (RepeatPin, "Digitare di nuovo il PIN e cancelletto.", "Enter the PIN again, then pound."),
        (PinChanged, "Il PIN è cambiato.", "The PIN is changed."),
        (PinsDiffer, "I due PIN sono diversi.", "The two PINs differ."),
        (PinTooShort, "Il PIN è troppo corto.", "The PIN is too short."),
    ];
}
