import pytest

from checks import words


@pytest.mark.parametrize("word", words.UNFINISHED)
def test_a_word_for_unfinished_work_is_found(make_tree, word):
    tree = make_tree({"articles/feeds.py": f"x = 1\n# {word}: the rest\n"})

    (problem,) = words.find_problems(tree)

    assert (problem.path, problem.line) == ("articles/feeds.py", 2)
    assert word in problem.message


def test_the_same_letters_inside_another_word_pass(make_tree):
    tree = make_tree({"a.py": f"x = 'mas{words.UNFINISHED[0]}nte'\n"})

    assert list(words.find_problems(tree)) == []


def test_the_text_of_an_article_may_say_it(make_tree):
    tree = make_tree({"newsportal/demo/articles/a.txt": f"The truce holds {words.UNFINISHED[-1]}."})

    assert list(words.find_problems(tree)) == []
