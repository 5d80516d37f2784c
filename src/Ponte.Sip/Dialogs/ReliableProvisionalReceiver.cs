namespace Ponte.Sip.Dialogs;

/// <summary>The UAC side of RFC 3262 for one early dialog: which reliable provisional responses are new and in order. Pure.</summary>
internal struct ReliableProvisionalReceiver
{
    private uint _last;

    /// <summary>
    /// A response with Require: 100rel and this RSeq came. True: acknowledge and process it. False: it is a repetition, or one
    /// came before it that is still missing; "the response MUST NOT be acknowledged with a PRACK, and MUST NOT be processed further".
    /// </summary>
    public bool TryTake(uint number)
    {
        if (number == 0 || (_last != 0 && number != _last + 1))
        {
            return false;
        }
        _last = number;
        return true;
    }
}
