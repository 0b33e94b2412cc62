namespace MaritimeWatch.Influx;

/// <summary>What is known of a server: whether it takes points, and why points wait. Safe for use by several threads at once.</summary>
/// <param name="changed">Told of each change between working and not, and of another reason; in order, by whoever brought the news.</param>
internal sealed class ServerState(Action<string?> changed)
{
    private readonly Lock gate = new();
    private volatile string? trouble;
    private volatile bool isAway;
    private int answered;

    /// <summary>Why points wait, or null.</summary>
    public string? Trouble => trouble;

    /// <summary>Whether it took nothing when it was last asked.</summary>
    public bool IsAway => isAway;

    /// <summary>How often somebody else has found it away.</summary>
    public int Doubts
    {
        get
        {
            lock (gate)
            {
                return field;
            }
        }
        private set;
    }

    /// <summary>Whether it was found away, and has not answered a question put after that.</summary>
    public bool IsDoubted
    {
        get
        {
            lock (gate)
            {
                return Doubts != answered;
            }
        }
    }

    /// <summary>Somebody else has found it away.</summary>
    public void Doubt(string reason)
    {
        lock (gate)
        {
            Doubts++;
            Fail(reason);
        }
    }

    /// <summary>It answers. That is no word on what was said of it after it was asked, nor on whether it takes what waits.</summary>
    /// <param name="doubts"><see cref="Doubts"/> when it was asked.</param>
    public void Answers(int doubts)
    {
        lock (gate)
        {
            answered = doubts;
        }
    }

    /// <summary>It did not take points.</summary>
    public void Fail(string reason)
    {
        lock (gate)
        {
            isAway = true;
            Tell(reason);
        }
    }

    /// <summary>It took points that had waited.</summary>
    /// <param name="isBack">What is told where it was away and more wait; null where none do.</param>
    public void Takes(string? isBack)
    {
        lock (gate)
        {
            if (isAway && isBack is not null)
            {
                Tell(isBack);
            }

            isAway = false;
        }
    }

    /// <summary>Nothing waits and nothing is on its way: all is well, unless somebody has come to doubt it.</summary>
    public void Settle()
    {
        lock (gate)
        {
            if (!IsDoubted)
            {
                isAway = false;
                Tell(null);
            }
        }
    }

    /// <summary>Why points wait.</summary>
    public void Tell(string? reason)
    {
        lock (gate)
        {
            var isNews = trouble != reason;
            trouble = reason;
            if (isNews)
            {
                changed(reason);
            }
        }
    }
}
