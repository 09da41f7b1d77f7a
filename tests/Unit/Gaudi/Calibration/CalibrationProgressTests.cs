using Pipeline.Activities.Gaudi.Calibration;

namespace Pipeline.Tests.Unit.Gaudi.Calibration;

public class CalibrationProgressTests
{
    private const string Log = """
        Clearing temporary directory
        Step 0 - detecting used device type g2 g3
        Detected device type: g2
        Step 0 done

        1/4 Preparing calibration dataset
        Done.
        Step 1/4 done

        2/4 Measuring scales
        (RayWorkerWrapper pid=2593, ip=10.0.0.12) INFO 11-24 Preparing model with INC..
        Batch finished: 128/1000 samples done; ETA: 12 min
        Last batch finished: 1000/1000 samples done
        Step 2/4 done

        3/4 Postprocessing scales
        4/4 Quantize scales
        5/5 Unify scales
        Calibration process done

        """;

    [Fact]
    public void Batches_give_fraction_samples_and_remaining_time()
    {
        var parser = new CalibrationProgress();
        parser.Feed("2/4 Measuring scales\n");
        var progress = parser.Feed("Processed prompts:  0%|   | 0/128\r\e[32mBatch finished: 500/1000 samples done; ETA: 12 min\e[0m\r").ShouldNotBeNull();
        (parser.Step, parser.StepFraction).ShouldBe((2, 0.5));
        progress.Phase.ShouldBe("2/4 Measuring scales");
        progress.Detail.ShouldBe("500/1000 samples");
        progress.Remaining.ShouldBe(TimeSpan.FromMinutes(12));
        progress.Fraction!.Value.ShouldBeInRange(0.3, 0.5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Progress_never_goes_back_and_ends_at_all(int chunk)
    {
        var parser = new CalibrationProgress();
        var fractions = Log.Chunk(chunk).Select(piece => parser.Feed(new string(piece))?.Fraction).OfType<double>().ToList();
        fractions.ShouldBeInOrder();
        fractions[^1].ShouldBe(1);
        parser.IsDone.ShouldBeTrue();
    }

    [Fact]
    public void Lines_without_news_give_nothing()
    {
        var parser = new CalibrationProgress();
        parser.Feed("3/4 Postprocessing scales\n").ShouldNotBeNull();
        parser.Feed("INFO something\n3/4 Postprocessing scales\n2/4 Measuring scales\n").ShouldBeNull();
        parser.Step.ShouldBe(3);
    }
}
