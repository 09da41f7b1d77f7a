using Elsa.Workflows;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Registration;

namespace Pipeline.Tests.Engine.Registration;

public sealed class Types_of_activities
{
    private readonly Unsteady _provider = new();
    private readonly ActivityTypes _types;

    public Types_of_activities()
    {
        var services = new Support.Engine().Services;
        _types = new ActivityTypes(services.GetRequiredService<IActivityRegistry>(), [_provider], services.GetRequiredService<IActivityDescriber>());
    }

    [Fact]
    public void A_provider_that_failed_is_asked_again()
    {
        _provider.Fails = true;
        Should.Throw<InvalidOperationException>(() => _types.Find("Lab.New", 1));
        _provider.Fails = false;
        _types.Find("Lab.New", 1).ShouldNotBeNull();
    }

    [Fact]
    public async Task Types_are_described_once_for_each_question()
    {
        (await _types.DescribeAsync(TestContext.Current.CancellationToken)).ShouldContain(type => type.TypeName == "Lab.New");
        _provider.Asked.ShouldBe(1);
        await _types.DescribeAsync(TestContext.Current.CancellationToken);
        _provider.Asked.ShouldBe(2);
        (await _types.DescribeInputAsync("Lab.New", "Text", TestContext.Current.CancellationToken)).ShouldNotBeNull();
        (await _types.DescribeInputAsync("Lab.New", "Nope", TestContext.Current.CancellationToken)).ShouldBeNull();
        _provider.Asked.ShouldBe(2);
    }

    private sealed class Unsteady : IActivityProvider
    {
        public bool Fails { get; set; }

        public int Asked { get; private set; }

        public ValueTask<IEnumerable<ActivityDescriptor>> GetDescriptorsAsync(CancellationToken cancellationToken = default)
        {
            Asked++;
            return Fails
                ? throw new InvalidOperationException("not now")
                : ValueTask.FromResult<IEnumerable<ActivityDescriptor>>([new ActivityDescriptor { TypeName = "Lab.New", Version = 1, Inputs = [new InputDescriptor { Name = "Text" }] }]);
        }
    }
}
