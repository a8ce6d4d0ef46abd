namespace Portal.Tests.Kernel;

/// <summary>How the rules say no: a code and its arguments, on a field or not, all of a form at once.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void A_refusal_carries_its_code_its_arguments_and_its_field()
    {
        var refusal = new Refusal(KernelRefusals.TooLong, 5, 7).On("Name");
        Assert.Equal((KernelRefusals.TooLong, "Name"), (refusal.Code, refusal.Field));
        Assert.Equal([5, 7], refusal.Args);
        Assert.Same(refusal, refusal.At("Name"));
        Assert.Null(refusal.At("Other"));
        Assert.False(refusal.IsDenied || refusal.IsNotFound || refusal.IsLostRace);
    }

    [Fact]
    public void What_is_not_there_what_is_denied_and_a_lost_race_are_told_apart()
    {
        Assert.True(Refusal.NotFound().IsNotFound && !Refusal.NotFound().IsDenied);
        var denied = Refusal.Denied("ExportBooks");
        Assert.True(denied.IsDenied && !denied.IsNotFound);
        Assert.Equal(["ExportBooks"], denied.Args);
        var fault = new InvalidOperationException();
        var lost = Refusal.Lost(fault, KernelRefusals.Conflict);
        Assert.True(lost.IsLostRace);
        Assert.Same(fault, lost.InnerException);
    }

    [Fact]
    public void Unless_refuses_what_is_not_allowed_and_nothing_else()
    {
        Refusal.Unless(true, KernelRefusals.Busy);
        Assert.Equal(KernelRefusals.Busy, Assert.Throws<Refusal>(() => Refusal.Unless(false, KernelRefusals.Busy)).Code);
    }

    [Fact]
    public async Task A_form_hears_of_all_its_fields_in_the_order_of_the_rules()
    {
        var check = new FormCheck();
        Assert.Equal("tea", check.Of(() => "tea"));
        Assert.Null(check.Of(() => Thrown<string>("Name")));
        check.Of(() => throw Wrong("City"));
        Assert.Equal(0, await check.Of(() => Task.FromException<int>(Wrong("Code"))));
        Assert.Equal(3, await check.Of(() => Task.FromResult(3)));
        var refused = Assert.Throws<Refusal>(check.Demand);
        Assert.Equal(["Name", "City", "Code"], refused.Others.Prepend(refused).Select(one => one.Field));
        Assert.Equal("Code", refused.At("Code")?.Field);
    }

    [Fact]
    public void A_refusal_that_is_about_no_field_goes_through_at_once_and_a_good_form_passes()
    {
        var check = new FormCheck();
        Assert.Throws<Refusal>(() => check.Of(() => Currency.Of("EURO")));
        check.Demand();
    }

    [Fact]
    public void A_promise_that_would_break_is_a_fault_with_its_number()
    {
        Invariant.Hold("I-01", true, "nothing");
        var fault = Assert.Throws<InvariantViolatedException>(() => Invariant.Hold("I-01", false, "Entry 7 leaves 3 fen."));
        Assert.Equal(("I-01", "I-01: Entry 7 leaves 3 fen."), (fault.Id, fault.Message));
    }

    private static T Thrown<T>(string field) => throw Wrong(field);

    private static Refusal Wrong(string field) => new Refusal(KernelRefusals.Required).On(field);
}
